/**
 * The measurements of {@code koopflow bench} under JMH, each in a JVM of its own. The workloads are
 * those of {@link org.koopflow.benchmarks.measure}.
 */
package org.koopflow.benchmarks;
