/**
 * Measurements of the backends, the exponentials and the spectrum: those of the command {@code
 * bench}, and the same workloads under JMH, which is no part of the product.
 */
module org.koopflow.benchmarks {
  requires transitive org.koopflow.api;
  requires transitive org.koopflow.core;
  requires org.koopflow.graph;
  requires org.koopflow.numerics;
  requires transitive org.koopflow.spectral;
  requires static jmh.core;

  exports org.koopflow.benchmarks.measure;
}
