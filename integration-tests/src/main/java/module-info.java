/** The assembled product under test, and the examples the README shows. */
module org.koopflow.it {
  requires com.fasterxml.jackson.databind; // read by tests
  requires com.google.guice;

  // Surefire puts on the module path only what is required here, and the class path would find
  // plug-ins by another mechanism than the one under test.
  requires org.koopflow.backend.djl;
  requires transitive org.koopflow.core;
  requires org.koopflow.teacher.cfm;

  exports org.koopflow.it;
}
