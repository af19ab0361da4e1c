/** The command line and the report. */
module org.koopflow.cli {
  requires org.koopflow.api;
  requires org.koopflow.core;
  requires java.desktop;
  requires xchart;
}
