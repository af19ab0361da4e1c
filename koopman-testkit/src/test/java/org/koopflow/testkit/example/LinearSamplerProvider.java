package org.koopflow.testkit.example;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.NoSettings;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;

/** Lift, advance, decode. */
public final class LinearSamplerProvider implements SamplerProvider<NoSettings> {
  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String summary() {
    return "lift, advance, decode";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Sampler create(NoSettings settings, SampledModel model) {
    LinearFlow flow = model.requireFlow(name());
    return (noise, times) -> sample(flow, noise, times);
  }

  private static Trajectory sample(LinearFlow flow, Batch noise, double... times) {
    if (times.length == 0) {
      throw new SpecificationException("no times to sample at, at least one is needed");
    }
    Batch z = flow.lift(FlowTime.NOISE, noise);
    List<Batch> states = new ArrayList<>();
    double before = FlowTime.NOISE;
    for (double time : times) {
      if (FlowTime.require(time) < before) {
        throw new SpecificationException("times must ascend, got " + time + " after " + before);
      }
      before = time;
      states.add(flow.decode(flow.advance(z, time - FlowTime.NOISE)));
    }
    return new Trajectory(times, states, 1);
  }
}
