package org.koopflow.spectral.model.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Plugin;
import org.koopflow.api.Precision;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.spectral.Reduction;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * The same smaller model as {@link FlowPruning} gives, as one that is stored, opened, judged and
 * trained further like any other: its lifting is {@code projected}, built on that of this model. It
 * stays valid when the model is closed, and its experiment has the name of this one's and the
 * number of modes.
 *
 * @param modes number of modes to keep
 * @param count number of samples to take the means of the others from
 * @param seed determines their noise
 */
public record ModelPruning(int modes, int count, long seed)
    implements SpectralAnalysis<TrainedModel> {
  private static final String OPERATOR = "dense";
  private static final String EXPONENTIAL = "auto";

  /**
   * Makes it.
   *
   * @param model the whole model
   * @return the smaller one
   * @throws IllegalArgumentException if there are not as many modes, or a mode is ill-conditioned
   *     and some are to be dropped
   */
  @Override
  public TrainedModel of(SpectralModel model) {
    Batch noise = model.model().noise(count, seed);
    Reduction kept = Reduction.keep(model.flow(), model.spectrum(), modes, noise);
    return written(model.plugins(), model.model(), kept);
  }

  private TrainedModel written(Plugins plugins, OpenModel whole, Reduction reduction) {
    Experiment former = whole.model().experiment();
    Experiment experiment =
        former.withStudent(
            former.name() + "-" + modes + "-modes",
            ProjectedLifting.selection(reduction, former.lifting()),
            new Selection<>(OPERATOR, defaults(plugins, OperatorProvider.class, OPERATOR)),
            exponential(plugins, former.exponential()));
    KoopmanModel described =
        KoopmanModel.of(plugins, experiment, whole.koopman().lifting().space());
    Weights base = whole.koopman().liftingWeights(whole.model().student().orElseThrow().averaged());
    Weights weights =
        described
            .weightsOf(reduction.generator(), ProjectedLifting.weights(reduction, base))
            // As a file holds them, so that what is written is what was judged.
            .map(value -> value.to(Precision.FLOAT32));
    return new TrainedModel(
        experiment,
        whole.model().transform(),
        whole.model().domain(),
        whole.model().teacher(),
        Optional.of(new FittedWeights(weights, weights)));
  }

  /** That of the whole model, unless it asks for a structure that is lost. */
  private static Selection<ExponentialProvider<?>> exponential(
      Plugins plugins, Selection<ExponentialProvider<?>> former) {
    return plugins.of(ExponentialProvider.class).get(former.type()).appliesTo(Structure.DENSE)
        ? former
        : new Selection<>(EXPONENTIAL, defaults(plugins, ExponentialProvider.class, EXPONENTIAL));
  }

  private static <P extends Plugin<?>> Map<String, Object> defaults(
      Plugins plugins, Class<P> kind, String name) {
    return new LinkedHashMap<>(
        plugins.settings().values((Record) plugins.of(kind).get(name).defaults()));
  }
}
