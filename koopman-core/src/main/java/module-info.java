/** What needs no backend: specification, wiring, training loop, built-in parts, run folder. */
module org.koopflow.core {
  requires transitive org.koopflow.api;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;

  exports org.koopflow.core.run;
  exports org.koopflow.core.spec;
}
