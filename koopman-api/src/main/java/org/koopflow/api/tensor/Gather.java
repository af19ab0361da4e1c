package org.koopflow.api.tensor;

import java.util.List;

/** What {@link Tensor#take} does by default where a backend has no gather. */
final class Gather {
  private Gather() {}

  /** Slices and zeros, put behind one another. */
  static Tensor of(Tensor from, Axis axis, Indices indices) {
    from.shape().take(axis, indices);
    List<Indices.Run> runs = indices.runs();
    if (axis == Axis.COLUMNS && runs.size() > 1) {
      // Rows lie together in the memory of most backends, columns do not.
      return of(from.transpose(), Axis.ROWS, indices).transpose();
    }
    List<Tensor> parts = runs.stream().map(run -> part(from, axis, run)).toList();
    return parts.size() == 1
        ? parts.get(0)
        : parts.get(0).concatenate(axis, parts.subList(1, parts.size()));
  }

  private static Tensor part(Tensor from, Axis axis, Indices.Run run) {
    return run.zeros()
        ? zero(from.slice(axis, 0, 1)).broadcastTo(from.shape().with(axis, run.length()))
        : from.slice(axis, run.from(), run.from() + run.length());
  }

  /** Zeros, also where an entry is infinite. */
  private static Tensor zero(Tensor like) {
    return like.stopGradient().sigmoid().multiply(0);
  }
}
