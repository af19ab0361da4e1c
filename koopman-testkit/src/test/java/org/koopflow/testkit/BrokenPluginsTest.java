package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Matrix;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Plug-ins with a mistake fail the test that is there to find it. */
class BrokenPluginsTest {
  private static void assertFails(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }

  /** What every broken provider here says of itself. */
  private abstract static class Broken {
    public String name() {
      return "broken";
    }

    public String summary() {
      return "has a mistake";
    }

    public NoSettings defaults() {
      return new NoSettings();
    }
  }

  private interface Application {
    Tensor apply(Scope scope, Tensor input, int outputs);
  }

  private static NetworkContract<NoSettings> network(
      List<Parameter> parameters, Application application) {
    final class Provider extends Broken implements NetworkProvider<NoSettings> {
      @Override
      public Network create(NoSettings settings, NetworkContext context) {
        return new Network() {
          @Override
          public int inputs() {
            return context.inputs();
          }

          @Override
          public int outputs() {
            return context.outputs();
          }

          @Override
          public List<Parameter> parameters() {
            return parameters;
          }

          @Override
          public Tensor apply(Scope scope, Tensor input) {
            return application.apply(scope, input, context.outputs());
          }
        };
      }
    }
    return Provider::new;
  }

  private static Tensor wide(Tensor column, int outputs) {
    return column.broadcastTo(new Shape(column.shape().rows(), outputs));
  }

  @Test
  void aNetworkWhoseRowsSeeOneAnother() {
    NetworkContract<NoSettings> contract =
        network(
            List.of(),
            (scope, x, outputs) -> wide(x.subtract(x.mean(Axis.ROWS)).sum(Axis.COLUMNS), outputs));
    assertFails(contract::treatsRowsAlone);
  }

  @Test
  void aNetworkOfTheWrongSize() {
    NetworkContract<NoSettings> contract = network(List.of(), (scope, x, outputs) -> x);
    assertFails(contract::hasTheSizeAskedFor);
  }

  @Test
  void aNetworkWithAParameterItDoesNotUse() {
    Parameter idle = new Parameter("idle", new Shape(1, 1), Initializer.constant(1));
    NetworkContract<NoSettings> contract =
        network(List.of(idle), (scope, x, outputs) -> wide(x.sum(Axis.COLUMNS), outputs));
    assertFails(contract::declaresWhatItUses);
  }

  @Test
  void aProviderNobodyCanFind() {
    NetworkContract<NoSettings> contract =
        network(List.of(), (scope, x, outputs) -> wide(x.sum(Axis.COLUMNS), outputs));
    assertFails(contract::isFoundByServiceLoader);
    assertFails(contract::isListedForTheClassPath);
  }

  @Test
  void anOperatorThatMovesTime() {
    final class Provider extends Broken implements OperatorProvider<NoSettings> {
      @Override
      public KoopmanOperator create(NoSettings settings, OperatorContext context) {
        int n = context.layout().dimension();
        return new KoopmanOperator() {
          @Override
          public StateLayout layout() {
            return context.layout();
          }

          @Override
          public List<Parameter> parameters() {
            return List.of(new Parameter("all", new Shape(n, n), Initializer.normal(1)));
          }

          @Override
          public Tensor generator(Scope scope) {
            return scope.parameter("all");
          }
        };
      }
    }
    OperatorContract<NoSettings> contract = Provider::new;
    assertThatThrownBy(contract::keepsConstantAndTime).hasMessageContaining("dt/dt = 1");
  }

  @Test
  void anExponentialThatIsOnlyItsFirstTerms() {
    final class Provider extends Broken implements ExponentialProvider<NoSettings> {
      @Override
      public Exponential create(NoSettings settings, ExponentialContext context) {
        return a -> Matrix.identity(a.rows()).plus(a);
      }
    }
    ExponentialContract<NoSettings> contract = Provider::new;
    assertFails(contract::agreesWithClosedForms);
    assertFails(contract::followsAnAffineFlow);
    assertFails(contract::composes);
    assertFails(contract::refusesWhatHasNoExponential);
  }

  /** Scales by a number that it does not save, and takes its shift for a velocity. */
  @Test
  void aTransformThatForgetsAndMovesVelocities() {
    final class Provider extends Broken implements TransformProvider<NoSettings> {
      private Transform scaled(double by) {
        return new Transform() {
          @Override
          public int dataDimension() {
            return 5;
          }

          @Override
          public int dimension() {
            return 5;
          }

          @Override
          public Batch forward(Batch data) {
            return Samples.moved(Batch.filled(data.rows(), 5, 1), data, by).to(data.precision());
          }

          @Override
          public Batch forwardVelocity(Batch velocity) {
            return forward(velocity);
          }

          @Override
          public Batch inverse(Batch coordinates) {
            return coordinates;
          }

          @Override
          public Weights toWeights() {
            return Weights.EMPTY;
          }
        };
      }

      @Override
      public Transform create(NoSettings settings, TransformContext context) {
        return scaled(2);
      }

      @Override
      public Transform restore(Weights weights) {
        return scaled(3);
      }
    }
    TransformContract<NoSettings> contract = Provider::new;
    assertFails(contract::leadsBackWhereNothingIsLost);
    assertFails(contract::leadsThereAgain);
    assertFails(contract::saysWhatIsLost);
    assertFails(contract::takesVelocitiesAlong);
    assertFails(contract::isTheSameAfterSaving);
    assertFails(contract::refusesDamagedWeights);
  }

  @Test
  void aSamplerThatIgnoresTimeAndItsLimits() {
    final class Provider extends Broken implements SamplerProvider<NoSettings> {
      @Override
      public Sampler create(NoSettings settings, SampledModel model) {
        VelocityField field = model.velocity().orElse(SpiralFlow.velocity());
        return (noise, times) -> {
          Batch x = noise;
          for (int i = 0; i < 100; i++) {
            x = Samples.moved(x, field.velocity(FlowTime.NOISE, x), 0.01).to(noise.precision());
          }
          return new Trajectory(times, Collections.nCopies(times.length, x), 100);
        };
      }
    }
    SamplerContract<NoSettings> contract = Provider::new;
    assertFails(contract::followsTheFlow);
    assertFails(contract::reachesEveryTimeAskedFor);
    assertFails(contract::refusesTimesItCannotReach);
    assertFails(contract::refusesAModelWithoutWhatItNeeds);
  }

  @Test
  void aSamplerThatTakesBackwardForForward() {
    final class Provider extends Broken implements SamplerProvider<NoSettings> {
      @Override
      public Sampler create(NoSettings settings, SampledModel model) {
        return new Sampler() {
          @Override
          public Trajectory sample(Batch noise, double... times) {
            return new Trajectory(
                times,
                Arrays.stream(times).mapToObj(t -> SpiralFlow.exact(noise, 0, t)).toList(),
                1);
          }

          @Override
          public Trajectory transport(Batch states, double from, double... times) {
            return sample(states, Arrays.stream(times).map(t -> Math.abs(t - from)).toArray());
          }
        };
      }
    }
    SamplerContract<NoSettings> silent = Provider::new;
    assertFails(silent::goesBackwardOrSaysThatItDoesNot);
    final class Declared implements SamplerContract<NoSettings> {
      @Override
      public SamplerProvider<NoSettings> provider() {
        return new Provider();
      }

      @Override
      public boolean goesBackward() {
        return true;
      }
    }
    assertFails(new Declared()::goesBackwardOrSaysThatItDoesNot);
  }

  /** A metric of samples or of a model, which describes the figure {@code figure}. */
  private static MetricContract<NoSettings> metric(
      Map<String, Double> best, boolean symmetric, Function<MetricContext, Metric> made) {
    final class Provider extends Broken implements MetricProvider<NoSettings> {
      @Override
      public List<Figure> figures() {
        return List.of(Figure.of("figure", "a figure", Better.LOWER));
      }

      @Override
      public Metric create(NoSettings settings, MetricContext context) {
        return made.apply(context);
      }
    }
    return new MetricContract<>() {
      @Override
      public MetricProvider<NoSettings> provider() {
        return new Provider();
      }

      @Override
      public Map<String, Double> best() {
        return best;
      }

      @Override
      public boolean symmetric() {
        return symmetric;
      }
    };
  }

  private static MetricContract<NoSettings> ofSamples(
      Map<String, Double> best, boolean symmetric, ToDoubleBiFunction<Batch, Batch> value) {
    return metric(
        best,
        symmetric,
        context ->
            (SampleMetric)
                samples ->
                    Map.of("figure", value.applyAsDouble(samples.rows(), context.real().rows())));
  }

  @Test
  void aMetricThatWritesAnotherFigureThanItDescribes() {
    MetricContract<NoSettings> contract =
        metric(Map.of(), false, context -> (SampleMetric) samples -> Map.of("other", 1.0));
    assertFails(contract::writesWhatItDescribes);
    assertFails(contract::needsNoMoreThanItSays);
  }

  @Test
  void aMetricThatNeedsMoreThanItSays() {
    MetricContract<NoSettings> contract =
        metric(
            Map.of(),
            false,
            context ->
                (ModelMetric)
                    model ->
                        Measured.of(
                            "figure",
                            model.velocity().orElseThrow(AssertionError::new).dimension()));
    contract.writesWhatItDescribes();
    assertFails(contract::needsNoMoreThanItSays);
  }

  @Test
  void aMetricThatWritesNothing() {
    MetricContract<NoSettings> contract =
        metric(Map.of(), false, context -> (ModelMetric) model -> Measured.NOTHING);
    assertFails(contract::writesWhatItDescribes);
  }

  @Test
  void aMetricThatIsNotTheSameTwice() {
    AtomicInteger asked = new AtomicInteger();
    MetricContract<NoSettings> contract =
        ofSamples(Map.of(), false, (samples, real) -> asked.incrementAndGet());
    assertFails(contract::isDeterministic);
  }

  @Test
  void aMetricThatChangesWhatItMeasures() {
    MetricContract<NoSettings> contract =
        ofSamples(
            Map.of(),
            false,
            (samples, real) -> {
              samples.floats()[0] = 7;
              return 1;
            });
    assertFails(contract::isDeterministic);
  }

  @Test
  void aMetricWithoutANumber() {
    assertFails(ofSamples(Map.of(), false, (samples, real) -> 1 / 0.0)::saysFiniteNumbers);
  }

  @Test
  void aMetricThatIsNotBestForEqualSets() {
    Map<String, Double> zero = Map.of("figure", 0.0);
    assertFails(
        ofSamples(zero, false, (samples, real) -> samples.get(0, 0))::isBestWhereNothingIsWrong);
    // A figure that is always best measures nothing.
    assertFails(ofSamples(zero, false, (samples, real) -> 0)::isBestWhereNothingIsWrong);
  }

  @Test
  void aMetricThatTakesSides() {
    MetricContract<NoSettings> contract =
        ofSamples(Map.of(), true, (samples, real) -> samples.get(0, 0) - real.get(0, 0));
    assertFails(contract::isSymmetricIfItSaysSo);
  }

  @Test
  void aMetricThatMeasuresAnything() {
    assertFails(ofSamples(Map.of(), false, (samples, real) -> 1)::refusesWhatItCannotMeasure);
  }

  @Test
  void aMetricWithTwoFiguresOfOneName() {
    final class Provider extends Broken implements MetricProvider<NoSettings> {
      @Override
      public List<Figure> figures() {
        Figure figure = Figure.of("figure", "a figure", Better.LOWER);
        return List.of(figure, figure);
      }

      @Override
      public Metric create(NoSettings settings, MetricContext context) {
        return (SampleMetric) samples -> Map.of("figure", 1.0);
      }
    }
    MetricContract<NoSettings> contract = Provider::new;
    assertFails(contract::describesItsFigures);
  }
}
