package org.koopflow.benchmarks;

import org.koopflow.api.Plugin;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.core.plugin.Plugins;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks, for every backend and every exponential there is unless told otherwise. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs JMH with its own options.
   *
   * @param arguments as JMH takes them, see {@code -h}
   * @throws CommandLineOptionException if the options are wrong
   * @throws java.io.IOException if the help cannot be printed
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] arguments)
      throws CommandLineOptionException, java.io.IOException, RunnerException {
    CommandLineOptions given = new CommandLineOptions(arguments);
    if (given.shouldHelp()) {
      given.showHelp();
      return;
    }
    Plugins plugins = Plugins.discover();
    ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
    if (!given.getParameter("backend").hasValue()) {
      options.param("backend", usable(plugins, BackendProvider.class));
    }
    if (!given.getParameter("strategy").hasValue()) {
      options.param("strategy", usable(plugins, ExponentialProvider.class));
    }
    if (!given.getResultFormat().hasValue()) {
      options.resultFormat(ResultFormatType.JSON);
    }
    new Runner(options.build()).run();
  }

  private static <P extends Plugin<?>> String[] usable(Plugins plugins, Class<P> kind) {
    return plugins.of(kind).all().values().stream()
        .filter(plugin -> plugin.unavailable().isEmpty())
        .map(Plugin::name)
        .toArray(String[]::new);
  }
}
