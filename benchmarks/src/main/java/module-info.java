/** JMH benchmarks of the backends, the exponentials and the spectrum. Not part of the product. */
module org.koopflow.benchmarks {
  requires org.koopflow.api;
  requires transitive org.koopflow.core;
  requires transitive org.koopflow.spectral;
  requires transitive jmh.core;

  exports org.koopflow.benchmarks;
}
