/** Distances between sets of samples. */
package org.koopflow.parts.metrics;
