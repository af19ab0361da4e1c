package org.koopflow.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.benchmarks.measure.Benchmark;
import org.koopflow.benchmarks.measure.BenchmarkFigure;
import org.koopflow.benchmarks.measure.BenchmarkSettings;
import org.koopflow.benchmarks.measure.Machine;
import org.koopflow.benchmarks.measure.Measure;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.run.JsonText;
import org.koopflow.numerics.file.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures the backends and the exponentials. */
@Command(
    name = "bench",
    description =
        "Measure backends: sampling, velocity, Lie derivative, training, exponentials, each beside"
            + " the matrix product of the same backend in the same run.",
    footer = {
      "",
      "Figures are medians after a warm-up, measured by the command itself in this Java. Where the"
          + " machine does other work too, look at the shares, not at the rates."
    })
final class BenchCommand implements Callable<Integer> {
  @ParentCommand private KoopflowCommand root;

  @Option(
      names = "--backend",
      split = ",",
      paramLabel = "NAME",
      description = "Backends to measure, all unless given.")
  private List<String> backends = List.of();

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads one operation may use, ${DEFAULT-VALUE} unless given.")
  private int threads;

  @Option(names = "--quick", description = "Smaller sizes and fewer runs, for an impression.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to a file too.")
  private Path json;

  @Override
  public Integer call() {
    if (threads < 1 || threads > BackendContext.mostThreads()) {
      throw new SpecificationException(
          "--threads must be between 1 and " + BackendContext.mostThreads() + ", got " + threads);
    }
    if (json != null) {
      AtomicFile.requireWritable(json);
    }
    Plugins plugins = root.koopflow().plugins();
    Map<String, Object> machine = Machine.describe(plugins, threads);
    try (Terminal terminal = new Terminal(root.err())) {
      List<BenchmarkFigure> figures =
          new Benchmark(
                  plugins, new BenchmarkSettings(backends, threads, quick), terminal.progress())
              .run();
      root.out().print(BenchTable.of(machine, figures));
      if (json != null) {
        write(machine, figures);
      }
      return 0;
    } catch (CancellationException stopped) {
      root.err().println("koopflow: stopped before all was measured; nothing was written");
      return Main.INTERRUPTED;
    }
  }

  private void write(Map<String, Object> machine, List<BenchmarkFigure> figures) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("machine", machine);
    tree.put("quick", quick);
    tree.put(
        "measures",
        Measure.ALL.stream().map(measure -> FigureCatalog.toMap(measure.figure())).toList());
    tree.put("figures", figures.stream().map(BenchmarkFigure::toTree).toList());
    AtomicFile.write(json, JsonText.of(tree));
  }
}
