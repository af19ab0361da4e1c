/** The command line and the report. */
module org.koopflow.cli {
  requires transitive org.koopflow.api;
  requires transitive org.koopflow.core;
  requires org.koopflow.benchmarks;
  requires org.koopflow.numerics;
  requires org.koopflow.spectral;
  requires info.picocli;
  requires java.desktop;
  requires me.tongfei.progressbar;
  requires ojalgo;
  requires xchart;

  // Ctrl-C is a signal, and the only door to signals is here.
  requires jdk.unsupported;

  exports org.koopflow.cli;
  exports org.koopflow.cli.report;

  opens org.koopflow.cli to
      info.picocli;
  opens org.koopflow.cli.spectral to
      info.picocli;
}
