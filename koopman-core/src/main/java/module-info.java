/** What needs no backend: specification, wiring, training loop, built-in parts, run folder. */
module org.koopflow.core {
  requires transitive org.koopflow.api;

  exports org.koopflow.core.host;
  exports org.koopflow.core.spec;
}
