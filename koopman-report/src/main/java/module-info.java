/**
 * What a person looks at: pictures, tables and the page of a run. It is no part of any command, and
 * serves a program that embeds the framework as it serves the command line.
 */
module org.koopflow.report {
  requires transitive org.koopflow.api;
  requires transitive org.koopflow.core;
  requires transitive org.koopflow.spectral;
  requires java.desktop;
  requires xchart;

  exports org.koopflow.report;
  exports org.koopflow.report.picture;
  exports org.koopflow.report.text;
}
