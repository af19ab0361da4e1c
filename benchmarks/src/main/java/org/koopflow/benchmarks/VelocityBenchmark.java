package org.koopflow.benchmarks;

import org.koopflow.benchmarks.measure.Workload;
import org.koopflow.benchmarks.measure.Workloads;
import org.openjdk.jmh.annotations.Param;

/** The teacher of the Fashion-MNIST model, one evaluation of its velocity field. */
public class VelocityBenchmark extends BackendBenchmark {
  /** Points at once. */
  @Param({"10000"})
  public int rows;

  /** Made by JMH. */
  public VelocityBenchmark() {}

  @Override
  protected Workload workload(Workloads in) {
    return in.velocity(rows);
  }
}
