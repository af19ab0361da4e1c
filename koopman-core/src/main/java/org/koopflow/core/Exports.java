package org.koopflow.core;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Weights;
import org.koopflow.api.export.ExportedModel;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.ExponentialChoice;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Versions;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentWriter;

/**
 * Trained models as exporters are given them.
 *
 * @param plugins make the parts the experiments name
 */
record Exports(Plugins plugins) {
  /**
   * The student of a model with the weights it is sampled with.
   *
   * @throws KoopflowException if it was never trained
   */
  ExportedModel of(TrainedModel model) {
    Experiment experiment = model.experiment();
    Weights weights =
        model
            .student()
            .map(FittedWeights::averaged)
            .orElseThrow(
                () ->
                    new KoopflowException(
                        "the student of this run was never trained: there is nothing to export"));
    KoopmanModel koopman = model.koopman(plugins);
    return new ExportedModel(
        koopman.lifting(),
        koopman.liftingWeights(weights),
        koopman.generator(weights),
        new ExponentialChoice(plugins, experiment.exponential(), experiment.operator())
            .make(koopman.lifting().layout()),
        model.transform(),
        new ExportedModel.Origin(
            new ExperimentWriter(plugins).yaml(experiment), provenance(experiment)));
  }

  private static Map<String, Object> provenance(Experiment experiment) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("koopflow", Versions.of(Koopflow.class));
    provenance.put("seed", experiment.seed());
    return provenance;
  }
}
