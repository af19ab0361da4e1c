package org.koopflow.backend.nd4j;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.koopflow.api.KoopflowException;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/** The one ND4J of a process: starts it, keeps it quiet, and tells it the number of threads. */
final class Library {
  private static volatile Turns turns;

  private Library() {}

  /**
   * Starts ND4J, unless it runs already. It greets on standard output and error, which are
   * therefore turned off for the whole process while it starts, once, for about a second.
   *
   * @throws KoopflowException if it does not start
   */
  static synchronized void start() {
    if (turns != null) {
      return;
    }
    setDefault("org.nd4j.log.initialization", "false");
    // By default JavaCPP stops at a share of the Java heap, counting all memory of the process.
    setDefault("org.bytedeco.javacpp.maxbytes", "0");
    setDefault("org.bytedeco.javacpp.maxphysicalbytes", "0");
    setDefault("slf4j.internal.verbosity", "ERROR");
    PrintStream out = System.out;
    PrintStream err = System.err;
    // ND4J greets on both streams, and where nobody has chosen a logger so does SLF4J.
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      Nd4j.getExecutioner();
      turns = new Turns(blas().getMaxThreads(), Library::setThreads);
    } catch (NoClassDefFoundError e) {
      throw new KoopflowException(
          "ND4J does not start: a class of it or of what it depends on is missing, "
              + reason(e)
              + "; add org.nd4j:nd4j-native with all it depends on to the class path",
          e);
    } catch (RuntimeException | LinkageError e) {
      throw new KoopflowException(
          "ND4J does not start: "
              + reason(e)
              + "; its libraries are unpacked to the folder of the property"
              + " org.bytedeco.javacpp.cachedir or .javacpp/cache in the home folder, which must be"
              + " writable and can be removed to have them unpacked again",
          e);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static Blas blas() {
    return Nd4j.factory().blas();
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** First lines of the messages of a failure and of what caused it, said once each. */
  static String reason(Throwable failure) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = at.getMessage() == null ? "" : at.getMessage().strip();
      String first = message.lines().findFirst().orElse("");
      reasons.add(first.isEmpty() ? at.getClass().getSimpleName() : first);
    }
    return String.join(": ", reasons);
  }

  /**
   * Runs something with a number of threads, in its turn: see {@link Turns}.
   *
   * @param <T> what it gives
   * @param wanted threads one operation may use
   * @param body what to run
   * @return what the body returns
   * @throws IllegalStateException if this thread is within a call with another number
   */
  static <T> T withThreads(int wanted, Supplier<T> body) {
    return turns.with(wanted, body);
  }

  private static void setThreads(int wanted) {
    blas().setMaxThreads(wanted);
    Environment environment = Nd4j.getEnvironment();
    environment.setMaxThreads(wanted);
    environment.setMaxMasterThreads(wanted);
  }
}
