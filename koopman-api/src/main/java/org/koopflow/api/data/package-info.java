/**
 * Data to learn from, where they come from, and the maps between them and the coordinates of the
 * flow. All of it lies on the host; no tensor is seen here.
 */
package org.koopflow.api.data;
