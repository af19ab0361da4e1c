package org.koopflow.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Plugin;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.core.flow.Material;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Versions;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.FittingMethod;

/** What a run was made with, so that it can be made again. */
final class Provenance {
  private Provenance() {}

  /** What the times and the host stand under, which differ from run to run. */
  private static final String MADE = "made";

  static Map<String, Object> of(
      Plugins plugins, Material material, List<String> warnings, Making making) {
    Experiment experiment = material.experiment();
    Map<String, Object> used = new LinkedHashMap<>();
    used.put("backend", version(plugins, BackendProvider.class, experiment.backend().type()));
    used.put("data", version(plugins, DataSourceProvider.class, experiment.data().source().type()));
    used.put(
        "transform",
        version(plugins, TransformProvider.class, experiment.data().transform().type()));
    used.put("teacher", version(plugins, TeacherProvider.class, experiment.teacher().type()));
    used.put("lifting", version(plugins, LiftingProvider.class, experiment.lifting().type()));
    used.put("operator", version(plugins, OperatorProvider.class, experiment.operator().type()));
    used.put(
        "exponential",
        version(plugins, ExponentialProvider.class, experiment.exponential().type()));
    if (experiment.training().method() == FittingMethod.GRADIENT) {
      used.put(
          "optimizer",
          version(
              plugins,
              OptimizerProvider.class,
              experiment.training().gradient().optimizer().type()));
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("koopflow", version(Provenance.class));
    all.put("java", System.getProperty("java.version"));
    all.put("seed", experiment.seed());
    all.put("dataSha256", material.hash());
    all.put("plugins", used);
    if (!making.steps().isEmpty()) {
      all.put("steps", making.steps());
    }
    all.put(MADE, making.toMap());
    if (!warnings.isEmpty()) {
      all.put("warnings", warnings);
    }
    return all;
  }

  private static <P extends Plugin<?>> Map<String, Object> version(
      Plugins plugins, Class<P> kind, String name) {
    Class<?> provider = plugins.of(kind).get(name).getClass();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("class", provider.getName());
    entry.put("version", version(provider));
    return entry;
  }

  /** The version in the module descriptor, or in the jar's manifest on a class path. */
  private static String version(Class<?> type) {
    return Versions.of(type);
  }
}
