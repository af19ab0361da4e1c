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

/** The one ND4J of a process: starts it, keeps it quiet, and shares out its number of threads. */
final class Library {
  /** The number of threads of the call this thread is in, if it is in one. */
  private static final ThreadLocal<Integer> WITHIN = new ThreadLocal<>();

  private static boolean started;
  private static int threads;
  private static int running;

  /** Turns given out, and the turn whose caller is the next to enter. */
  private static long turns;

  private static long next;

  private Library() {}

  /**
   * Starts ND4J, unless it runs already. It greets on standard output and error, which are
   * therefore turned off for the whole process while it starts, once, for about a second.
   *
   * @throws KoopflowException if it does not start
   */
  static synchronized void start() {
    if (started) {
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
      threads = blas().getMaxThreads();
      started = true;
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
   * Runs something with a number of threads. Calls with the same number run at the same time; one
   * with another number waits until none is running, for ND4J has one number for the process. Calls
   * enter in the order they come, so that nobody waits behind those who came later.
   *
   * @param <T> what it gives
   * @param wanted threads one operation may use
   * @param body what to run
   * @return what the body returns
   * @throws IllegalStateException if this thread is within a call with another number: it would
   *     wait for itself
   */
  static <T> T withThreads(int wanted, Supplier<T> body) {
    Integer outer = WITHIN.get();
    if (outer != null) {
      if (outer != wanted) {
        throw new IllegalStateException(
            "a function on "
                + wanted
                + " threads cannot be evaluated while one on "
                + outer
                + " threads is built");
      }
      return body.get();
    }
    enter(wanted);
    WITHIN.set(wanted);
    try {
      return body.get();
    } finally {
      WITHIN.remove();
      leave();
    }
  }

  private static synchronized void enter(int wanted) {
    boolean interrupted = false;
    long turn = turns++;
    while (turn != next || running > 0 && threads != wanted) {
      try {
        Library.class.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (threads != wanted) {
      blas().setMaxThreads(wanted);
      Environment environment = Nd4j.getEnvironment();
      environment.setMaxThreads(wanted);
      environment.setMaxMasterThreads(wanted);
      threads = wanted;
    }
    running++;
    next++;
    Library.class.notifyAll();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static synchronized void leave() {
    running--;
    Library.class.notifyAll();
  }
}
