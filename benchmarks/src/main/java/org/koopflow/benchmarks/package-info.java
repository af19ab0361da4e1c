/**
 * The measurements of {@code koopflow bench} under JMH, each in a JVM of its own. The workloads are
 * those of {@link org.koopflow.core.benchmark}.
 */
package org.koopflow.benchmarks;
