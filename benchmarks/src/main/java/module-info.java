/** JMH benchmarks of the backends and the exponentials. Not part of the product. */
module org.koopflow.benchmarks {
  requires org.koopflow.api;
  requires transitive org.koopflow.core;
  requires transitive jmh.core;

  exports org.koopflow.benchmarks;
}
