/** Invertible maps between data and the coordinates of a flow. */
package org.koopflow.parts.transform;
