/** The built-in parts: plug-ins like any stranger's, known to nobody by class. */
module org.koopflow.parts {
  requires transitive org.koopflow.api;
  requires transitive org.koopflow.numerics;

  // Core makes providers and settings by reflection, which needs their packages exported; images
  // are
  // for networks by others too. Nobody compiles against any of them.
  exports org.koopflow.parts.data;
  exports org.koopflow.parts.exponential;
  exports org.koopflow.parts.image;
  exports org.koopflow.parts.lifting;
  exports org.koopflow.parts.metrics;
  exports org.koopflow.parts.network;
  exports org.koopflow.parts.objective;
  exports org.koopflow.parts.operator;
  exports org.koopflow.parts.optimizer;
  exports org.koopflow.parts.recorded;
  exports org.koopflow.parts.sampling;
  exports org.koopflow.parts.study;
  exports org.koopflow.parts.transform;

  provides org.koopflow.api.data.DataSourceProvider with
      org.koopflow.parts.data.Bars,
      org.koopflow.parts.data.Checkerboard,
      org.koopflow.parts.data.CsvData,
      org.koopflow.parts.data.EightGaussians,
      org.koopflow.parts.data.FashionMnist,
      org.koopflow.parts.data.Gaussian,
      org.koopflow.parts.data.IdxImages,
      org.koopflow.parts.data.Mnist,
      org.koopflow.parts.data.NpyData,
      org.koopflow.parts.data.Pinwheel,
      org.koopflow.parts.data.SwissRoll,
      org.koopflow.parts.data.TaughtData,
      org.koopflow.parts.data.TwoMoons,
      org.koopflow.parts.data.TwoSpirals;
  provides org.koopflow.api.data.TransformProvider with
      org.koopflow.parts.transform.NoneProvider,
      org.koopflow.parts.transform.ScaleProvider,
      org.koopflow.parts.transform.StandardizeProvider,
      org.koopflow.parts.transform.WhitenProvider;
  provides org.koopflow.api.koopman.ExponentialProvider with
      org.koopflow.parts.exponential.AutoProvider,
      org.koopflow.parts.exponential.BlockProvider,
      org.koopflow.parts.exponential.EigenProvider,
      org.koopflow.parts.exponential.EulerProvider,
      org.koopflow.parts.exponential.KrylovProvider,
      org.koopflow.parts.exponential.PadeProvider,
      org.koopflow.parts.exponential.TaylorProvider;
  provides org.koopflow.api.koopman.LiftingProvider with
      org.koopflow.parts.lifting.MlpLiftingProvider,
      org.koopflow.parts.lifting.DecoderFreeLiftingProvider,
      org.koopflow.parts.lifting.PolynomialLiftingProvider,
      org.koopflow.parts.lifting.ProjectedLiftingProvider,
      org.koopflow.parts.lifting.RadialBasisLiftingProvider,
      org.koopflow.parts.lifting.RandomFourierLiftingProvider;
  provides org.koopflow.api.koopman.OperatorProvider with
      org.koopflow.parts.operator.BlockOperatorProvider,
      org.koopflow.parts.operator.DenseOperatorProvider,
      org.koopflow.parts.operator.DissipativeOperatorProvider,
      org.koopflow.parts.operator.LowRankOperatorProvider;
  provides org.koopflow.api.metric.MetricProvider with
      org.koopflow.parts.metrics.ClassAccuracyMetric,
      org.koopflow.parts.metrics.ClassDistanceMetric,
      org.koopflow.parts.metrics.EndErrorMetric,
      org.koopflow.parts.metrics.EnergyMetric,
      org.koopflow.parts.metrics.EvaluationsMetric,
      org.koopflow.parts.metrics.FrechetMetric,
      org.koopflow.parts.metrics.PathErrorMetric,
      org.koopflow.parts.metrics.RecordedEndsMetric,
      org.koopflow.parts.metrics.RelativeResidualMetric,
      org.koopflow.parts.metrics.SlicedWassersteinMetric,
      org.koopflow.parts.metrics.ThroughputMetric;
  provides org.koopflow.api.network.NetworkProvider with
      org.koopflow.parts.network.ConvolutionProvider,
      org.koopflow.parts.network.MlpProvider,
      org.koopflow.parts.network.ResidualProvider;
  provides org.koopflow.api.objective.TermProvider with
      org.koopflow.parts.objective.ConsistencyTerm,
      org.koopflow.parts.objective.PathTerm,
      org.koopflow.parts.objective.PhaseTerm,
      org.koopflow.parts.objective.ReconstructionTerm,
      org.koopflow.parts.objective.TargetTerm;
  provides org.koopflow.api.sampling.SamplerProvider with
      org.koopflow.parts.sampling.KoopmanSamplerProvider,
      org.koopflow.parts.sampling.FixedStepProvider.Euler,
      org.koopflow.parts.sampling.FixedStepProvider.Midpoint,
      org.koopflow.parts.sampling.FixedStepProvider.Heun,
      org.koopflow.parts.sampling.FixedStepProvider.Rk4,
      org.koopflow.parts.sampling.AdaptiveProvider.DormandPrince,
      org.koopflow.parts.sampling.AdaptiveProvider.Tsitouras;
  provides org.koopflow.api.study.ExecutorProvider with
      org.koopflow.parts.study.InProcessProvider;
  provides org.koopflow.api.teacher.TeacherProvider with
      org.koopflow.parts.recorded.RecordedProvider;
  provides org.koopflow.api.training.OptimizerProvider with
      org.koopflow.parts.optimizer.AdamProvider,
      org.koopflow.parts.optimizer.AdamWProvider;
}
