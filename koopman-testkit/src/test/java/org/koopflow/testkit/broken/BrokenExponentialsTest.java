package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;
import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.testkit.ExponentialContract;
import org.koopflow.testkit.example.SeriesExponentialProvider;

/** Mistakes in what an exponential and its provider may override. */
class BrokenExponentialsTest {
  /** The example's, with a form for vectors. */
  private static class Passing implements Exponential {
    private final Exponential series =
        new SeriesExponentialProvider().create(new NoSettings(), ExponentialContext.DENSE);

    @Override
    public Matrix exp(Matrix a) {
      return series.exp(a);
    }

    @Override
    public Optional<Action> action() {
      return Optional.of((a, t, b) -> exp(a.times(t)).times(b));
    }

    @Override
    public Optional<OnTensors> onTensors() {
      return series.onTensors();
    }
  }

  private static class Provider extends Named implements ExponentialProvider<NoSettings> {
    private final Supplier<Exponential> exponential;

    Provider(Supplier<Exponential> exponential) {
      this.exponential = exponential;
    }

    @Override
    public Exponential create(NoSettings settings, ExponentialContext context) {
      return exponential.get();
    }
  }

  private static ExponentialContract<NoSettings> contract(Supplier<Exponential> exponential) {
    return () -> new Provider(exponential);
  }

  private static void assertFound(
      Consumer<ExponentialContract<NoSettings>> test, Supplier<Exponential> mistake) {
    assertFinds(test, contract(Passing::new), contract(mistake));
  }

  private static void assertFound(Provider mistake) {
    assertFinds(ExponentialContract::declaresWhatItCanDo, contract(Passing::new), () -> mistake);
  }

  @Test
  void manyTimesInAnotherOrder() {
    assertFound(
        ExponentialContract::servesManyTimes,
        () ->
            new Passing() {
              @Override
              public List<Matrix> exp(Matrix a, double[] times) {
                return super.exp(a, Arrays.stream(times).sorted().toArray());
              }
            });
  }

  @Test
  void manyTimesThatAreSortedWhereTheyStand() {
    assertFound(
        ExponentialContract::servesManyTimes,
        () ->
            new Passing() {
              @Override
              public List<Matrix> exp(Matrix a, double[] times) {
                List<Matrix> all = super.exp(a, times);
                Arrays.sort(times);
                return all;
              }
            });
  }

  @Test
  void manyTimesThatForgetTheSign() {
    assertFound(
        ExponentialContract::servesManyTimes,
        () ->
            new Passing() {
              @Override
              public List<Matrix> exp(Matrix a, double[] times) {
                return super.exp(a, Arrays.stream(times).map(Math::abs).toArray());
              }
            });
  }

  @Test
  void anActionOfTheTransposed() {
    assertFound(
        ExponentialContract::actsOnVectors,
        () ->
            new Passing() {
              @Override
              public Optional<Action> action() {
                return Optional.of((a, t, b) -> exp(a.transpose().times(t)).times(b));
              }
            });
  }

  @Test
  void anActionThatForgetsTheTime() {
    assertFound(
        ExponentialContract::actsOnVectors,
        () ->
            new Passing() {
              @Override
              public Optional<Action> action() {
                return Optional.of((a, t, b) -> exp(a).times(b));
              }
            });
  }

  @Test
  void tensorsThatIgnoreTheEffort() {
    assertFound(
        ExponentialContract::agreesOnTensors,
        () ->
            new Passing() {
              @Override
              public Optional<OnTensors> onTensors() {
                OnTensors sound = super.onTensors().orElseThrow();
                return Optional.of(
                    new OnTensors() {
                      @Override
                      public int effort(double norm1) {
                        return sound.effort(norm1);
                      }

                      @Override
                      public Tensor exp(Scope scope, Tensor a, int effort) {
                        return sound.exp(scope, a, 0);
                      }
                    });
              }
            });
  }

  @Test
  void aProviderThatIsDifferentiableByItsWordAlone() {
    assertFound(
        new Provider(() -> new Passing()::exp) {
          @Override
          public boolean differentiable() {
            return true;
          }
        });
  }

  @Test
  void aProviderThatHidesItsFormOnTensors() {
    assertFound(
        new Provider(Passing::new) {
          @Override
          public boolean differentiable() {
            return false;
          }
        });
  }

  @Test
  void aProviderThatAppliesToMoreThanItNames() {
    assertFound(
        new Provider(Passing::new) {
          @Override
          public Set<Structure> structures() {
            return Set.of(Structure.DENSE);
          }

          @Override
          public boolean appliesTo(Structure structure) {
            return true;
          }
        });
  }

  @Test
  void aProviderThatIsLimitedAndDoesNotSayTo() {
    assertFound(
        new Provider(Passing::new) {
          @Override
          public boolean appliesTo(Structure structure) {
            return !structure.equals(Structure.DISSIPATIVE);
          }
        });
  }

  @Test
  void aProviderThatNamesAStructureItDoesNotNeed() {
    assertFound(
        new Provider(Passing::new) {
          @Override
          public Set<Structure> structures() {
            return Set.of(Structure.ROTATION_SCALING_BLOCKS);
          }
        });
  }
}
