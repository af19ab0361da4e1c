package org.koopflow.parts.sampling;

import java.util.Arrays;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;

/**
 * The one-step sampler {@code x_t = D(e^{tL} Phi(0, x_0))}: every time is reached directly, at the
 * cost of one pass through encoder and decoder a time (the encoder runs once for all times).
 * Backward it is the same with a negative duration: the states are lifted at their own time.
 */
public final class KoopmanSamplerProvider implements SamplerProvider<NoSettings> {
  /** Creates the provider. */
  public KoopmanSamplerProvider() {}

  @Override
  public String name() {
    return "koopman";
  }

  @Override
  public String summary() {
    return "one linear step of the learned flow, to any time";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Sampler create(NoSettings settings, SampledModel model) {
    return new KoopmanSampler(model.requireFlow(name()));
  }

  private record KoopmanSampler(LinearFlow flow) implements Sampler {
    @Override
    public Trajectory sample(Batch noise, double... times) {
      return transport(noise, FlowTime.NOISE, times);
    }

    @Override
    public Trajectory transport(Batch start, double from, double... times) {
      double[] wanted = new Times(from, times).wanted();
      if (wanted.length == 1) {
        Batch state = flow.transport(start, from, wanted[0]);
        return new Trajectory(wanted, List.of(state), 1);
      }
      Batch z = flow.lift(from, start);
      double[] durations = Arrays.stream(wanted).map(time -> time - from).toArray();
      List<Batch> states = flow.advance(z, durations).stream().map(flow::decode).toList();
      return new Trajectory(wanted, states, wanted.length);
    }
  }
}
