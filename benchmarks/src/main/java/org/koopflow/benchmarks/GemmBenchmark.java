package org.koopflow.benchmarks;

import org.koopflow.benchmarks.measure.Workload;
import org.koopflow.benchmarks.measure.Workloads;
import org.openjdk.jmh.annotations.Param;

/** Four products one after the other: the rate other figures are compared with. */
public class GemmBenchmark extends BackendBenchmark {
  /** Rows and columns of the factors. */
  @Param({"1024"})
  public int size;

  /** Made by JMH. */
  public GemmBenchmark() {}

  @Override
  protected Workload workload(Workloads in) {
    return in.kernels().gemm(size, size);
  }
}
