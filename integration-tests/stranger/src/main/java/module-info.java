/** Plug-ins of every kind by an author who knows the api of Koopflow alone. */
module com.example.stranger {
  requires transitive org.koopflow.api;

  exports com.example.stranger;

  provides org.koopflow.api.backend.BackendProvider with
      com.example.stranger.heap.HeapBackendProvider;
  provides org.koopflow.api.data.DataSourceProvider with
      com.example.stranger.LissajousSource;
  provides org.koopflow.api.data.TransformProvider with
      com.example.stranger.RangeProvider;
  provides org.koopflow.api.export.ExporterProvider with
      com.example.stranger.GeneratorExporterProvider;
  provides org.koopflow.api.koopman.ExponentialProvider with
      com.example.stranger.ChebyshevProvider;
  provides org.koopflow.api.koopman.LiftingProvider with
      com.example.stranger.PhaseLiftingProvider;
  provides org.koopflow.api.koopman.OperatorProvider with
      com.example.stranger.DampedOperatorProvider;
  provides org.koopflow.api.metric.MetricProvider with
      com.example.stranger.OutsideBoxProvider;
  provides org.koopflow.api.network.NetworkProvider with
      com.example.stranger.GatedNetworkProvider;
  provides org.koopflow.api.objective.TermProvider with
      com.example.stranger.EnergyTermProvider;
  provides org.koopflow.api.sampling.SamplerProvider with
      com.example.stranger.RalstonProvider;
  provides org.koopflow.api.study.ExecutorProvider with
      com.example.stranger.CrewExecutorProvider;
  provides org.koopflow.api.teacher.TeacherProvider with
      com.example.stranger.MomentTeacherProvider;
  provides org.koopflow.api.training.OptimizerProvider with
      com.example.stranger.MomentumProvider;
}
