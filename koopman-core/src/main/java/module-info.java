/** What needs no backend: specification, wiring, training loop, run folder. */
@SuppressWarnings("module")
module org.koopflow.core {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.google.common;
  requires transitive com.google.guice;
  requires transitive jakarta.inject;
  requires transitive org.koopflow.api;
  requires org.koopflow.numerics;

  exports org.koopflow.core;
  exports org.koopflow.core.evaluation;
  exports org.koopflow.core.losses;
  exports org.koopflow.core.model;
  exports org.koopflow.core.plugin;
  exports org.koopflow.core.run;
  exports org.koopflow.core.spec;

  // For measurements and tests of what lies inside.
  exports org.koopflow.core.objective to
      org.koopflow.benchmarks,
      org.koopflow.it;
  exports org.koopflow.core.training to
      org.koopflow.benchmarks,
      org.koopflow.it;

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
