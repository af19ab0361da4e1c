package org.koopflow.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.tensor.LossFunction;

/**
 * A loss recorded for any number of rows. Its gradient is written down {@linkplain #at for each
 * number} of them, where all sizes are known; the loss itself is not called for that.
 *
 * @param total the loss, 1 x 1
 * @param reported the figures reported beside it by name, each 1 x 1
 */
public record SymbolicLoss(Node total, Map<String, Node> reported) {
  /**
   * Copies the map, keeping its order.
   *
   * @param total the loss
   * @param reported the figures reported beside it by name
   */
  public SymbolicLoss {
    reported = Collections.unmodifiableMap(new LinkedHashMap<>(reported));
  }

  /**
   * Records a loss.
   *
   * @param loss the loss, which is called once
   * @param sizes shapes of its parameters and inputs
   * @return the recorded loss
   * @throws IllegalArgumentException if the loss or a figure beside it is not 1 x 1, or it does not
   *     do for every number of rows
   * @throws IllegalStateException if the loss gives tensors of another computation, or asks for the
   *     number of rows
   */
  public static SymbolicLoss of(LossFunction loss, Sizes sizes) {
    Trace trace = new Trace(sizes);
    SymbolicLoss recorded = in(trace, loss.apply(trace, trace.inputs()));
    trace.end();
    return recorded;
  }

  /** What a loss has written down in a trace. */
  static SymbolicLoss in(Trace trace, LossFunction.Loss built) {
    Node total = trace.scalar("total", built.total());
    Map<String, Node> reported = new LinkedHashMap<>();
    built.reported().forEach((name, figure) -> reported.put(name, trace.scalar(name, figure)));
    return new SymbolicLoss(total, reported);
  }

  /**
   * The loss with its gradient for a number of rows: what recording it for that number gives.
   *
   * @param rows what R is, at least 1
   * @return the recorded loss, of known sizes
   * @throws IllegalArgumentException if an operation does not fit this number of rows
   */
  public RecordedLoss at(int rows) {
    Replay replay = new Replay(total.trace(), rows);
    return RecordedLoss.in(
        replay.trace(), new LossFunction.Loss(replay.of(total), replay.of(reported)));
  }
}
