package org.koopflow.benchmarks;

import org.koopflow.benchmarks.measure.Workload;
import org.koopflow.benchmarks.measure.Workloads;
import org.openjdk.jmh.annotations.Param;

/** The Lie derivative of the Fashion-MNIST model, in one forward-mode pass. */
public class LieDerivativeBenchmark extends BackendBenchmark {
  /** Points at once. */
  @Param({"10000"})
  public int rows;

  /** Made by JMH. */
  public LieDerivativeBenchmark() {}

  @Override
  protected Workload workload(Workloads in) {
    return in.lieDerivative(rows);
  }
}
