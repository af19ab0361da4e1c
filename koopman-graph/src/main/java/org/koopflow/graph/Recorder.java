package org.koopflow.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.TensorFunction;

/**
 * Records a function for the sizes that come: once for any number of rows where the function allows
 * it, so that a change of that number costs no call of the function, and anew for each number where
 * it does not. Either way the result is what recording it for the sizes gives. Not safe for use by
 * several threads at once.
 *
 * @param <R> a function recorded for known sizes
 */
public final class Recorder<R> {
  /** Recordings kept; they hold no memory of a backend, only the constants of the function. */
  private static final int KEPT = 4;

  private final Function<Sizes, R> known;
  private final Function<Sizes, Symbolic<R>> any;

  /** By symbolic sizes; empty where the function has refused them. */
  private final Map<Sizes, Optional<Symbolic<R>>> recordings = new LinkedHashMap<>();

  /** What was recorded for any number of rows. */
  private interface Symbolic<R> {
    R at(int rows);
  }

  private Recorder(Function<Sizes, R> known, Function<Sizes, Symbolic<R>> any) {
    this.known = known;
    this.any = any;
  }

  /**
   * Records a function of tensors.
   *
   * @param function the function
   * @return its recorder
   */
  public static Recorder<RecordedFunction> ofFunction(TensorFunction function) {
    return new Recorder<>(
        sizes -> RecordedFunction.of(function, sizes),
        sizes -> RecordedFunction.of(function, sizes)::at);
  }

  /**
   * Records a loss with its gradient.
   *
   * @param loss the loss
   * @return its recorder
   */
  public static Recorder<RecordedLoss> ofLoss(LossFunction loss) {
    return new Recorder<>(
        sizes -> RecordedLoss.of(loss, sizes), sizes -> SymbolicLoss.of(loss, sizes)::at);
  }

  /**
   * The function for some sizes. It may be called twice the first time: where it does not do for
   * any number of rows, and fails or is refused, it is called again for the number there is. What
   * it throws then is what the caller gets.
   *
   * @param sizes shapes of its parameters and inputs, all of them known
   * @return what recording it for these sizes gives
   * @throws IllegalArgumentException if the function refuses the sizes
   * @throws IllegalStateException if it gives tensors of another computation
   */
  public R record(Sizes sizes) {
    Optional<R> replayed = replayed(sizes);
    if (replayed.isPresent()) {
      return replayed.get();
    }
    Sizes symbolic = sizes.anyRows().filter(s -> !recordings.containsKey(s)).orElse(null);
    if (symbolic == null) {
      return known.apply(sizes);
    }
    try {
      Symbolic<R> recording = any.apply(symbolic);
      R result = recording.at(symbolic.rowsIn(sizes).orElseThrow());
      keep(symbolic, Optional.of(recording));
      return result;
    } catch (RuntimeException | AssertionError e) {
      // It may need the number of rows, or assert one; if it fails without a need, it fails again.
      R result = known.apply(sizes);
      keep(symbolic, Optional.empty());
      return result;
    }
  }

  private Optional<R> replayed(Sizes sizes) {
    for (Map.Entry<Sizes, Optional<Symbolic<R>>> entry : recordings.entrySet()) {
      OptionalInt rows = entry.getKey().rowsIn(sizes);
      if (rows.isPresent() && entry.getValue().isPresent()) {
        try {
          return Optional.of(entry.getValue().get().at(rows.getAsInt()));
        } catch (RuntimeException e) {
          // Something does not fit this number of rows; the function itself says it best.
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private void keep(Sizes symbolic, Optional<Symbolic<R>> recording) {
    if (recordings.size() == KEPT) {
      recordings.remove(recordings.keySet().iterator().next());
    }
    recordings.put(symbolic, recording);
  }
}
