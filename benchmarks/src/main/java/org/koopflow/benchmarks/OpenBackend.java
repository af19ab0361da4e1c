package org.koopflow.benchmarks;

import org.koopflow.api.Precision;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.benchmarks.measure.Workload;
import org.koopflow.benchmarks.measure.Workloads;
import org.koopflow.core.plugin.Plugins;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A backend with one workload in it. */
@State(Scope.Benchmark)
public class OpenBackend {
  /** Name of the backend. */
  @Param({"djl", "nd4j"})
  public String backend;

  private Backend open;
  private Workload workload;

  /** Made by JMH. */
  public OpenBackend() {}

  /** Makes a workload in an open backend. */
  interface Maker {
    Workload make(Workloads workloads);
  }

  /** Opens the backend and makes the workload. */
  void open(Maker maker) {
    Plugins plugins = Plugins.discover();
    open = plugins.backend(backend, new BackendContext(1, "cpu", Precision.FLOAT32));
    workload = maker.make(new Workloads(plugins, open));
  }

  /** Does the work once. */
  void run() {
    workload.run();
  }

  /** Closes the workload and its backend. */
  @TearDown(Level.Trial)
  public void close() {
    workload.close();
    open.close();
  }
}
