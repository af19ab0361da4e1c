/**
 * What the rows that flow are: how many coordinates move, whether they are an image, and which
 * stand still.
 */
package org.koopflow.api.space;
