/**
 * Studies: many runs that belong together, planned, made by an executor that is chosen by name, and
 * set side by side. A library, without a command line and without a report.
 */
module org.koopflow.study {
  requires transitive org.koopflow.api;
  requires transitive org.koopflow.core;
  requires org.koopflow.numerics;

  exports org.koopflow.study;
}
