/** What needs no backend: specification, wiring, training loop, built-in parts, run folder. */
module org.koopflow.core {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.google.common;
  requires transitive com.google.guice;
  requires transitive jakarta.inject;
  requires ojalgo;
  requires transitive org.koopflow.api;

  exports org.koopflow.core;
  exports org.koopflow.core.benchmark;
  exports org.koopflow.core.data;
  exports org.koopflow.core.edmd;
  exports org.koopflow.core.evaluation;
  exports org.koopflow.core.exponential;
  exports org.koopflow.core.host;
  exports org.koopflow.core.lifting;
  exports org.koopflow.core.metrics;
  exports org.koopflow.core.model;
  exports org.koopflow.core.network;
  exports org.koopflow.core.operator;
  exports org.koopflow.core.plugin;
  exports org.koopflow.core.recorded;
  exports org.koopflow.core.run;
  exports org.koopflow.core.sampling;
  exports org.koopflow.core.spec;
  exports org.koopflow.core.training;

  uses org.koopflow.api.backend.BackendProvider;
  uses org.koopflow.api.data.DataSourceProvider;
  uses org.koopflow.api.koopman.ExponentialProvider;
  uses org.koopflow.api.koopman.LiftingProvider;
  uses org.koopflow.api.koopman.OperatorProvider;
  uses org.koopflow.api.network.NetworkProvider;
  uses org.koopflow.api.sampling.SamplerProvider;
  uses org.koopflow.api.teacher.TeacherProvider;

  provides org.koopflow.api.data.DataSourceProvider with
      org.koopflow.core.data.Checkerboard,
      org.koopflow.core.data.CsvData,
      org.koopflow.core.data.EightGaussians,
      org.koopflow.core.data.FashionMnist,
      org.koopflow.core.data.Gaussian,
      org.koopflow.core.data.IdxImages,
      org.koopflow.core.data.Mnist,
      org.koopflow.core.data.NpyData,
      org.koopflow.core.data.Pinwheel,
      org.koopflow.core.data.SwissRoll,
      org.koopflow.core.data.TwoMoons,
      org.koopflow.core.data.TwoSpirals;
  provides org.koopflow.api.koopman.ExponentialProvider with
      org.koopflow.core.exponential.AutoProvider,
      org.koopflow.core.exponential.BlockProvider,
      org.koopflow.core.exponential.EigenProvider,
      org.koopflow.core.exponential.EulerProvider,
      org.koopflow.core.exponential.KrylovProvider,
      org.koopflow.core.exponential.PadeProvider,
      org.koopflow.core.exponential.TaylorProvider;
  provides org.koopflow.api.koopman.LiftingProvider with
      org.koopflow.core.lifting.MlpLiftingProvider,
      org.koopflow.core.lifting.DecoderFreeLiftingProvider,
      org.koopflow.core.lifting.PolynomialLiftingProvider,
      org.koopflow.core.lifting.ProjectedLiftingProvider,
      org.koopflow.core.lifting.RadialBasisLiftingProvider,
      org.koopflow.core.lifting.RandomFourierLiftingProvider;
  provides org.koopflow.api.koopman.OperatorProvider with
      org.koopflow.core.operator.BlockOperatorProvider,
      org.koopflow.core.operator.DenseOperatorProvider,
      org.koopflow.core.operator.DissipativeOperatorProvider,
      org.koopflow.core.operator.LowRankOperatorProvider;
  provides org.koopflow.api.network.NetworkProvider with
      org.koopflow.core.network.MlpProvider,
      org.koopflow.core.network.ResidualProvider;
  provides org.koopflow.api.sampling.SamplerProvider with
      org.koopflow.core.sampling.KoopmanSamplerProvider,
      org.koopflow.core.sampling.FixedStepProvider.Euler,
      org.koopflow.core.sampling.FixedStepProvider.Midpoint,
      org.koopflow.core.sampling.FixedStepProvider.Heun,
      org.koopflow.core.sampling.FixedStepProvider.Rk4,
      org.koopflow.core.sampling.AdaptiveProvider.DormandPrince,
      org.koopflow.core.sampling.AdaptiveProvider.Tsitouras;
  provides org.koopflow.api.teacher.TeacherProvider with
      org.koopflow.core.recorded.RecordedProvider;
}
