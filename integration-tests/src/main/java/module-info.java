/** The assembled product under test, and the examples the README shows. */
module org.koopflow.it {
  requires transitive org.koopflow.core;
  requires transitive org.koopflow.spectral;
  requires org.koopflow.benchmarks;
  requires org.koopflow.cli;
  requires org.koopflow.graph;
  requires org.koopflow.report;
  requires org.koopflow.study;
  requires com.fasterxml.jackson.databind;
  requires com.google.guice;
  requires java.desktop;

  // Named, since Maven puts onto the module path only what some module requires.
  requires org.koopflow.backend.djl;
  requires org.koopflow.backend.nd4j;
  requires org.koopflow.parts;
  requires org.koopflow.teacher.cfm;
  requires org.koopflow.teacher.rectified;

  exports org.koopflow.it;
}
