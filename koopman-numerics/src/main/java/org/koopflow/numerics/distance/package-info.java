/** Distances between sets of samples. */
package org.koopflow.numerics.distance;
