/** The assembled product under test, and the examples the README shows. */
module org.koopflow.it {
  requires org.koopflow.core;
  requires com.google.guice;

  exports org.koopflow.it;
}
