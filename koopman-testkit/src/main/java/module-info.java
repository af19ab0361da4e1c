/** Contract tests that every implementation of a service inherits, ours and strangers'. */
module org.koopflow.testkit {
  requires transitive org.koopflow.api;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;

  exports org.koopflow.testkit;
  exports org.koopflow.testkit.reference;

  // The contracts look providers up the way a user's program does.
  uses org.koopflow.api.backend.BackendProvider;
  uses org.koopflow.api.data.DataSourceProvider;
  uses org.koopflow.api.data.TransformProvider;
  uses org.koopflow.api.export.ExporterProvider;
  uses org.koopflow.api.koopman.ExponentialProvider;
  uses org.koopflow.api.koopman.LiftingProvider;
  uses org.koopflow.api.koopman.OperatorProvider;
  uses org.koopflow.api.metric.MetricProvider;
  uses org.koopflow.api.network.NetworkProvider;
  uses org.koopflow.api.objective.TermProvider;
  uses org.koopflow.api.sampling.SamplerProvider;
  uses org.koopflow.api.study.ExecutorProvider;
  uses org.koopflow.api.teacher.TeacherProvider;
  uses org.koopflow.api.training.OptimizerProvider;
}
