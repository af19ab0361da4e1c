package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.koopflow.testkit.Broken.assertFails;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Plug-ins that are wrong altogether fail every test that is there to find it. */
class BrokenPluginsTest {
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
}
