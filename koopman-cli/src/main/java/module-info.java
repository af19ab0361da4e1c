/** The command line and the report. */
module org.koopflow.cli {
  requires org.koopflow.api;
}
