/** The command line: commands and what they print, and nothing else. */
module org.koopflow.cli {
  requires transitive org.koopflow.api;
  requires transitive org.koopflow.core;
  requires org.koopflow.benchmarks;
  requires org.koopflow.numerics;
  requires org.koopflow.report;
  requires org.koopflow.spectral;
  requires org.koopflow.study;
  requires info.picocli;
  requires me.tongfei.progressbar;

  // Ctrl-C is a signal, and the only door to signals is here.
  requires jdk.unsupported;

  exports org.koopflow.cli;

  opens org.koopflow.cli to
      info.picocli;
  opens org.koopflow.cli.spectral to
      info.picocli;
}
