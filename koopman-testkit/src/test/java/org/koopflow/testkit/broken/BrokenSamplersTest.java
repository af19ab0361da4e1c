package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.testkit.SamplerContract;
import org.koopflow.testkit.example.LinearSamplerProvider;

/** Mistakes in what a sampler may override. */
class BrokenSamplersTest {
  /** The example's. */
  private static class Passing implements Sampler {
    private final Sampler linear;

    Passing(SampledModel model) {
      this.linear = new LinearSamplerProvider().create(new NoSettings(), model);
    }

    @Override
    public Trajectory sample(Batch noise, double... times) {
      return linear.sample(noise, times);
    }
  }

  private static SamplerContract<NoSettings> contract(Function<SampledModel, Sampler> sampler) {
    final class Provider extends Named implements SamplerProvider<NoSettings> {
      @Override
      public Sampler create(NoSettings settings, SampledModel model) {
        return sampler.apply(model);
      }
    }
    return Provider::new;
  }

  private static void assertFound(
      Consumer<SamplerContract<NoSettings>> test, Function<SampledModel, Sampler> mistake) {
    assertFinds(test, contract(Passing::new), contract(mistake));
  }

  /** By less than a solver may be off, so that nothing but the comparison finds it. */
  @Test
  void samplesThatEndTooEarly() {
    assertFound(
        SamplerContract::samplesAreTheEndsOfTrajectories,
        model ->
            new Passing(model) {
              @Override
              public Batch sample(Batch noise) {
                return sample(noise, 0.9999).last();
              }
            });
  }

  @Test
  void aConditionThatMoves() {
    assertFound(
        SamplerContract::keepsACondition,
        model ->
            new Passing(model) {
              @Override
              public Trajectory sample(Batch noise, double... times) {
                Trajectory right = super.sample(noise, times);
                return new Trajectory(times, right.states().stream().map(this::moved).toList(), 1);
              }

              private Batch moved(Batch state) {
                int last = state.columns() - 1;
                Batch other = Batch.filled(state.rows(), 1, 0.5).to(state.precision());
                return Batch.beside(List.of(state.columns(0, last), other));
              }
            });
  }

  @Test
  void aTransportFromNoiseThatIsNoSampling() {
    assertFound(
        SamplerContract::transportFromNoiseIsSampling,
        model ->
            new Passing(model) {
              @Override
              public Trajectory transport(Batch states, double from, double... times) {
                double[] later = times.clone();
                later[0] = Math.nextUp((float) later[0]);
                return new Trajectory(times, sample(states, later).states(), 1);
              }
            });
  }

  @Test
  void aTransportThatStartsFromNoiseWhateverIsAsked() {
    assertFound(
        SamplerContract::goesBackwardOrSaysThatItDoesNot,
        model ->
            new Passing(model) {
              @Override
              public Trajectory transport(Batch states, double from, double... times) {
                return sample(states, times);
              }
            });
  }
}
