/** What needs no backend: specification, wiring, training loop, built-in parts, run folder. */
module org.koopflow.core {
  requires transitive org.koopflow.api;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;

  exports org.koopflow.core.run;
  exports org.koopflow.core.lifting;
  exports org.koopflow.core.network;
  exports org.koopflow.core.operator;
  exports org.koopflow.core.sampling;
  exports org.koopflow.core.exponential;
  exports org.koopflow.core.host;
  exports org.koopflow.core.model;
  exports org.koopflow.core.spec;
  exports org.koopflow.core.training;

  provides org.koopflow.api.koopman.LiftingProvider with
      org.koopflow.core.lifting.MlpLiftingProvider,
      org.koopflow.core.lifting.DecoderFreeLiftingProvider;
  provides org.koopflow.api.koopman.OperatorProvider with
      org.koopflow.core.operator.DenseOperatorProvider;
  provides org.koopflow.api.network.NetworkProvider with
      org.koopflow.core.network.MlpProvider,
      org.koopflow.core.network.ResidualProvider;
  provides org.koopflow.api.sampling.SamplerProvider with
      org.koopflow.core.sampling.KoopmanSamplerProvider,
      org.koopflow.core.sampling.FixedStepProvider.Euler,
      org.koopflow.core.sampling.FixedStepProvider.Heun,
      org.koopflow.core.sampling.FixedStepProvider.Rk4,
      org.koopflow.core.sampling.DormandPrinceProvider;
  provides org.koopflow.api.koopman.ExponentialProvider with
      org.koopflow.core.exponential.AutoProvider,
      org.koopflow.core.exponential.PadeProvider,
      org.koopflow.core.exponential.TaylorProvider;
}
