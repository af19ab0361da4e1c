package org.koopflow.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.Explanation;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Entry of the command line. */
public final class Main {
  /** Exit code of a run that Ctrl-C stopped: 128 and the number of the signal. */
  static final int INTERRUPTED = 130;

  private Main() {}

  /**
   * Runs a command and ends the program with its exit code: 0 done, 1 failed, 2 the command or the
   * specification is wrong, 130 stopped by Ctrl-C.
   *
   * @param arguments words of the command
   */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /**
   * Runs a command.
   *
   * @param out where results go
   * @param err where progress and errors go
   * @param arguments words of the command
   * @return its exit code
   */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    CommandLine commands = commands(out, err);
    // The words, since an option is not known to be read when a later one is wrong.
    boolean debug = Arrays.asList(arguments).contains("--debug");
    commands.setParameterExceptionHandler(
        (error, words) -> {
          show(err, debug, error, Explanation.oneLine(error) + "; " + help(error));
          return ExitCode.USAGE;
        });
    commands.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          show(err, debug, error, explanation(error, debug));
          return error instanceof SpecificationException ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
    try {
      return commands.execute(arguments);
    } catch (Error error) {
      show(err, debug, error, explanation(error, debug));
      return ExitCode.SOFTWARE;
    }
  }

  static CommandLine commands(PrintStream out, PrintStream err) {
    CommandLine commands = new CommandLine(new KoopflowCommand(out, err));
    commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    // A word that begins with @ is a name like any other, and no file of further words.
    return commands.setCaseInsensitiveEnumValuesAllowed(true).setExpandAtFiles(false);
  }

  static String explanation(Throwable error, boolean debug) {
    String text = Explanation.of(error);
    if (error instanceof OutOfMemoryError) {
      return text + "; KOOPFLOW_JAVA_OPTS=-Xmx8g would give 8 GB";
    }
    boolean understood =
        error instanceof KoopflowException
            || error instanceof LinkageError
            || error instanceof StackOverflowError;
    return understood || debug ? text : text + "; --debug shows where";
  }

  private static void show(PrintStream err, boolean debug, Throwable error, String message) {
    err.println("koopflow: " + message);
    if (debug) {
      error.printStackTrace(err);
    }
    err.flush();
  }

  private static String help(ParameterException error) {
    return "see '" + error.getCommandLine().getCommandSpec().qualifiedName() + " --help'";
  }
}
