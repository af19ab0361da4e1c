package org.koopflow.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selections;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.plugin.Fakes;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.testing.Models;
import org.koopflow.numerics.host.HostFunctions;
import org.koopflow.parts.exponential.TaylorProvider;

/** The objective of a teacher whose velocities are not known. */
class KoopmanObjectiveTest {
  private static final KoopmanModel MODEL = Models.model(Models.Kind.MLP, 2);

  private static final Plugins PLUGINS = Fakes.builder().build();
  private static final ObjectiveTerms ALL = terms(Experiment.DEFAULT.objective());

  private static ObjectiveTerms terms(Selections<TermProvider<?>> selections) {
    return ObjectiveTerms.of(PLUGINS, selections, new TermContext(MODEL.lifting().layout()));
  }

  private static Map<String, Batch> terms(boolean velocity, ObjectiveTerms factors) {
    Map<String, Batch> inputs = new LinkedHashMap<>();
    for (String name : new String[] {"x0", "x1", "xt", "xs", "velocity"}) {
      inputs.put(name, RandomStreams.normal(12, 2, new RandomStreams(3).stream(name)));
    }
    inputs.put("t", Batch.filled(12, 1, 0.3));
    inputs.put("s", Batch.filled(1, 1, 0.6));
    if (!velocity) {
      inputs.remove("velocity");
    }
    Weights weights = Models.weights(MODEL);
    TaylorProvider taylor = new TaylorProvider();
    Exponential.OnTensors exponential =
        taylor.create(taylor.defaults(), ExponentialContext.DENSE).onTensors().orElseThrow();
    int effort = exponential.effort(MODEL.generator(weights).norm1());
    KoopmanObjective objective = new KoopmanObjective(MODEL, exponential, effort, factors);
    return HostFunctions.evaluate(
        (scope, in) -> {
          LossFunction.Loss loss = objective.apply(scope, in);
          Map<String, Tensor> all = new LinkedHashMap<>(loss.reported());
          all.put("total", loss.total());
          return all;
        },
        weights,
        inputs);
  }

  @Test
  void withoutVelocitiesTheConsistencyAloneIsMissing() {
    Map<String, Batch> whole = terms(true, ALL);
    Map<String, Batch> part =
        terms(false, ALL.servedBy(EnumSet.of(Need.TRAJECTORIES, Need.POINTS), "t"));
    assertThat(whole).containsKeys("consistency", "relativeResidual");
    assertThat(part).containsOnlyKeys("phase", "target", "reconstruction", "path", "total");
    for (String term : new String[] {"phase", "target", "reconstruction", "path"}) {
      assertThat(part.get(term).get(0, 0)).isCloseTo(whole.get(term).get(0, 0), within(1e-12));
    }
    double consistency =
        ALL.terms().get("consistency").weight() * whole.get("consistency").get(0, 0);
    assertThat(consistency).isGreaterThan(1e-3);
    assertThat(part.get("total").get(0, 0))
        .isCloseTo(whole.get("total").get(0, 0) - consistency, within(1e-10));
  }

  /** A term of one point that does what it is given to do. */
  private record Odd(Function<StudentBatch, Value> work) implements ObjectiveTerm {
    @Override
    public double weight() {
      return 1;
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.TRAJECTORIES);
    }

    @Override
    public Set<Point> points() {
      return Set.of(Point.START);
    }

    @Override
    public Supplier<Value> over(StudentBatch batch) {
      return () -> work.apply(batch);
    }
  }

  @Test
  void aTermsOwnFaultIsToldAsSuch() {
    ObjectiveTerms odd =
        new ObjectiveTerms(
            Map.of(
                "odd",
                new Odd(
                    batch -> {
                      throw new IllegalStateException("a mistake");
                    })));
    assertThatThrownBy(() -> terms(false, odd))
        .isInstanceOf(KoopflowException.class)
        .hasMessageStartingWith("objective term 'odd' failed, by a fault of the plug-in")
        .hasRootCauseMessage("a mistake");
  }

  @Test
  void aFigureMustNotTakeThePlaceOfALoss() {
    ObjectiveTerm greedy =
        new Odd(
            batch -> {
              Tensor mean = batch.state(Point.START).square().mean();
              return new ObjectiveTerm.Value(mean, Map.of("greedy", mean));
            });
    assertThatThrownBy(() -> terms(false, new ObjectiveTerms(Map.of("greedy", greedy))))
        .isInstanceOf(KoopflowException.class)
        .hasMessage(
            "objective term 'greedy' reports a figure 'greedy', a name that another term has taken");
  }
}
