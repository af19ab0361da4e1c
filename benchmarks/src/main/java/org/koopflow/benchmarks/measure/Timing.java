package org.koopflow.benchmarks.measure;

/**
 * How long a workload took.
 *
 * @param seconds time of one run, the median of all
 * @param share rate of its matrix products over that of the reference, the median over runs of the
 *     two in turn; 1 is as fast as the reference
 * @param runs how often it was run, warm-up not counted
 */
public record Timing(double seconds, double share, int runs) {}
