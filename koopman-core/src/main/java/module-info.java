/** What needs no backend: specification, wiring, training loop, built-in parts, run folder. */
module org.koopflow.core {
  requires transitive org.koopflow.api;

  exports org.koopflow.core.exponential;
  exports org.koopflow.core.host;
  exports org.koopflow.core.spec;

  provides org.koopflow.api.koopman.ExponentialProvider with
      org.koopflow.core.exponential.AutoProvider,
      org.koopflow.core.exponential.PadeProvider,
      org.koopflow.core.exponential.TaylorProvider;
}
