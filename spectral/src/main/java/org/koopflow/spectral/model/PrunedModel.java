package org.koopflow.spectral.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Plugin;
import org.koopflow.api.Precision;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.parts.lifting.ProjectedLiftingProvider;
import org.koopflow.spectral.Reduction;

/** Writes a smaller model as one that is stored and opened like any other. */
final class PrunedModel {
  private static final String OPERATOR = "dense";
  private static final String EXPONENTIAL = "auto";

  private final Plugins plugins;
  private final OpenModel whole;

  PrunedModel(Plugins plugins, OpenModel whole) {
    this.plugins = plugins;
    this.whole = whole;
  }

  TrainedModel of(Reduction reduction, String name) {
    Experiment former = whole.model().experiment();
    Experiment experiment =
        former.withStudent(
            name,
            new Selection<>(
                ProjectedLiftingProvider.NAME,
                plugins
                    .settings()
                    .values(
                        new ProjectedLiftingProvider.Settings(
                            reduction.observables(), reduction.path().rows(), former.lifting()))),
            new Selection<>(OPERATOR, defaults(OperatorProvider.class, OPERATOR)),
            exponential(former.exponential()));
    Lifting lifting =
        plugins.liftings().create(experiment.lifting(), whole.koopman().lifting().stateDimension());
    KoopmanModel described =
        new KoopmanModel(
            lifting,
            plugins.create(
                OperatorProvider.class,
                experiment.operator(),
                new OperatorContext(lifting.layout())));
    Weights base = whole.koopman().liftingWeights(whole.model().student().orElseThrow().averaged());
    Weights weights =
        described
            .weightsOf(
                reduction.generator(),
                ProjectedLiftingProvider.weights(
                    base, reduction.projection(), reduction.basis(), reduction.path()))
            // As a file holds them, so that what is written is what was judged.
            .map(value -> value.to(Precision.FLOAT32));
    return new TrainedModel(
        experiment,
        whole.model().transform(),
        whole.model().teacher(),
        java.util.Optional.of(new FittedWeights(weights, weights)));
  }

  /** That of the whole model, unless it asks for a structure that is lost. */
  private Selection<ExponentialProvider<?>> exponential(Selection<ExponentialProvider<?>> former) {
    return plugins.of(ExponentialProvider.class).get(former.type()).appliesTo(Structure.DENSE)
        ? former
        : new Selection<>(EXPONENTIAL, defaults(ExponentialProvider.class, EXPONENTIAL));
  }

  private <P extends Plugin<?>> Map<String, Object> defaults(Class<P> kind, String name) {
    return new LinkedHashMap<>(
        plugins.settings().values((Record) plugins.of(kind).get(name).defaults()));
  }
}
