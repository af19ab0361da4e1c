package org.koopflow.core.plugin;

import org.koopflow.api.Plugin;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.export.ExporterProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.training.OptimizerProvider;

/** The services a plug-in may provide. */
public enum PluginKind {
  /** Tensors and gradients. */
  BACKEND("backend", BackendProvider.class),
  /** Data to learn. */
  DATA_SOURCE("data source", DataSourceProvider.class),
  /** Flows to linearise. */
  TEACHER("teacher", TeacherProvider.class),
  /** Networks. */
  NETWORK("network", NetworkProvider.class),
  /** Liftings. */
  LIFTING("lifting", LiftingProvider.class),
  /** Generators. */
  OPERATOR("operator", OperatorProvider.class),
  /** Matrix exponentials. */
  EXPONENTIAL("exponential", ExponentialProvider.class),
  /** Samplers. */
  SAMPLER("sampler", SamplerProvider.class),
  /** Maps between data and the coordinates of the flow. */
  TRANSFORM("transform", TransformProvider.class),
  /** Terms of the objective. */
  TERM("objective term", TermProvider.class),
  /** What a trained model is judged by. */
  METRIC("metric", MetricProvider.class),
  /** Optimizers. */
  OPTIMIZER("optimizer", OptimizerProvider.class),
  /** Formats a model is written in for other programs. */
  EXPORTER("exporter", ExporterProvider.class),
  /** Where the trials of a study are made. */
  EXECUTOR("executor", ExecutorProvider.class);

  private final String word;
  private final Class<? extends Plugin<?>> service;

  @SuppressWarnings({"unchecked", "rawtypes"})
  PluginKind(String word, Class<? extends Plugin> service) {
    this.word = word;
    this.service = (Class<? extends Plugin<?>>) (Class) service;
  }

  /**
   * What to call it.
   *
   * @return the word a person would use
   */
  public String word() {
    return word;
  }

  /**
   * Its service interface.
   *
   * @return the interface providers implement
   */
  public Class<? extends Plugin<?>> service() {
    return service;
  }

  /**
   * The kind of a service interface.
   *
   * @param service the interface
   * @return its kind
   * @throws IllegalArgumentException if it is no service of ours
   */
  public static PluginKind of(Class<?> service) {
    for (PluginKind kind : values()) {
      if (kind.service == service) {
        return kind;
      }
    }
    throw new IllegalArgumentException(service.getName() + " is not a plug-in service");
  }
}
