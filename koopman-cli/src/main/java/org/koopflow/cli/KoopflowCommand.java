package org.koopflow.cli;

import com.google.inject.Guice;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.koopflow.api.Progress;
import org.koopflow.cli.spectral.CertifyCommand;
import org.koopflow.cli.spectral.CommandHost;
import org.koopflow.cli.spectral.EditCommand;
import org.koopflow.cli.spectral.InvertCommand;
import org.koopflow.cli.spectral.ModesCommand;
import org.koopflow.cli.spectral.PruneCommand;
import org.koopflow.cli.spectral.SignaturesCommand;
import org.koopflow.cli.spectral.SpectrumCommand;
import org.koopflow.core.Koopflow;
import org.koopflow.core.KoopflowModule;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.Claim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
    name = "koopflow",
    mixinStandardHelpOptions = true,
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      SweepCommand.class,
      SampleCommand.class,
      EvaluateCommand.class,
      SpectrumCommand.class,
      ModesCommand.class,
      SignaturesCommand.class,
      EditCommand.class,
      InvertCommand.class,
      CertifyCommand.class,
      PruneCommand.class,
      ReportCommand.class,
      BenchCommand.class,
      PluginsCommand.class
    },
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    description = "Generative flows that sample in one linear step and can be explained.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0: done",
      " 1: something failed",
      " 2: the command or the specification is wrong",
      "130: stopped by Ctrl-C; what was reached is kept"
    })
final class KoopflowCommand implements Runnable, CommandHost {
  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean debug;

  private final PrintStream out;
  private Koopflow koopflow;
  private final PrintStream err;

  KoopflowCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The product's parts, wired by Guice from what the module path holds. */
  @Override
  public Koopflow koopflow() {
    if (koopflow == null) {
      koopflow = Guice.createInjector(new KoopflowModule()).getInstance(Koopflow.class);
      koopflow
          .plugins()
          .broken()
          .forEach(
              broken ->
                  err.println(
                      "koopflow: a "
                          + broken.kind().word()
                          + " cannot be loaded: "
                          + broken.reason()));
    }
    return koopflow;
  }

  /** Where results go. */
  @Override
  public PrintStream out() {
    return out;
  }

  /** Where progress and errors go. */
  @Override
  public PrintStream err() {
    return err;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public int under(Consumer<Progress> work) {
    try (Terminal terminal = new Terminal(err)) {
      work.accept(terminal.progress());
      return 0;
    } catch (CancellationException stopped) {
      err.println("koopflow: stopped before all was measured; nothing was written");
      return Main.INTERRUPTED;
    }
  }

  @Override
  public void keep(Claim claim, RunResult result, Progress progress) {
    new KeptRun(this, koopflow()).keep(claim, result, progress);
  }

  /** Says in the provenance of a run by which words it was made, if it was by any. */
  RunResult withCommand(RunResult result) {
    if (spec == null || spec.commandLine().getParseResult() == null) {
      return result;
    }
    List<String> words = new ArrayList<>(List.of("koopflow"));
    words.addAll(spec.commandLine().getParseResult().originalArgs());
    return result.withProvenance("command", words);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
