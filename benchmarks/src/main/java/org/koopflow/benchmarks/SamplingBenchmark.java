package org.koopflow.benchmarks;

import org.koopflow.benchmarks.measure.Workload;
import org.koopflow.benchmarks.measure.Workloads;
import org.openjdk.jmh.annotations.Param;

/** Sampling the Fashion-MNIST model in one step. */
public class SamplingBenchmark extends BackendBenchmark {
  /** Samples at once. */
  @Param({"1000", "10000"})
  public int rows;

  /** Made by JMH. */
  public SamplingBenchmark() {}

  @Override
  protected Workload workload(Workloads in) {
    return in.sampling(rows);
  }
}
