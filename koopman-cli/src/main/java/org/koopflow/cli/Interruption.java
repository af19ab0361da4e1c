package org.koopflow.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns the first Ctrl-C, or a polite request of the system to end, into a wish to stop that long
 * work may ask for; the second one ends the program at once.
 *
 * <p>A shutdown hook would not do: during a shutdown Java takes no second signal. Signals have no
 * supported interface in Java, and the compiler refuses the unsupported one, hence the reflection.
 * Where Java was told to leave signals alone ({@code -Xrs}), they end the program as they always
 * do.
 */
final class Interruption implements AutoCloseable {
  private final AtomicBoolean requested = new AtomicBoolean();
  private final Map<Object, Object> former = new LinkedHashMap<>();
  private final Runnable announce;
  private final Runnable kill;

  private Interruption(Runnable announce, Runnable kill) {
    this.announce = announce;
    this.kill = kill;
  }

  /**
   * Listens from now on.
   *
   * @param announce done at the first signal
   * @param kill done at every later one
   */
  static Interruption listen(Runnable announce, Runnable kill) {
    Interruption interruption = new Interruption(announce, kill);
    interruption.handle("INT");
    interruption.handle("TERM");
    return interruption;
  }

  private void handle(String name) {
    try {
      Class<?> signals = Class.forName("sun.misc.Signal");
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Interruption.class.getClassLoader(),
              new Class<?>[] {handlers},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      received();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "koopflow";
                  });
      Object signal = signals.getConstructor(String.class).newInstance(name);
      former.put(
          signal, signals.getMethod("handle", signals, handlers).invoke(null, signal, handler));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw new IllegalStateException(e);
      }
      // Signals are not for Java here, and the system keeps its own way.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }

  private void received() {
    if (requested.compareAndSet(false, true)) {
      announce.run();
    } else {
      kill.run();
    }
  }

  /** Whether somebody wishes the work to stop. */
  boolean requested() {
    return requested.get();
  }

  /**
   * Whether a signal reaches this program. Who starts it in the background may have it ignored, and
   * then Java leaves it so and calls that the former handler.
   */
  boolean hears(String name) {
    return former.entrySet().stream()
        .filter(entry -> entry.getKey().toString().equals("SIG" + name))
        .anyMatch(entry -> !entry.getValue().equals(ignoring()));
  }

  private static Object ignoring() {
    try {
      return Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }

  /** Gives the signals back to whoever had them. */
  @Override
  public void close() {
    try {
      Class<?> signals = Class.forName("sun.misc.Signal");
      Class<?> handlers = Class.forName("sun.misc.SignalHandler");
      for (Map.Entry<Object, Object> entry : former.entrySet()) {
        signals
            .getMethod("handle", signals, handlers)
            .invoke(null, entry.getKey(), entry.getValue());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
