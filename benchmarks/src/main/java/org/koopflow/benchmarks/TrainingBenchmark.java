package org.koopflow.benchmarks;

import org.koopflow.benchmarks.measure.Workload;
import org.koopflow.benchmarks.measure.Workloads;

/** Training the student of the eight gaussians: loss, gradient and update. */
public class TrainingBenchmark extends BackendBenchmark {
  /** Made by JMH. */
  public TrainingBenchmark() {}

  @Override
  protected Workload workload(Workloads in) {
    return in.trainingStep();
  }
}
