package org.koopflow.backend.nd4j;

import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Indices;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Runs of numbers that are copied from one array to another, or added back to where they came from.
 * Rows are one long run of numbers, columns are the same runs in each row.
 */
final class Gather {
  private final int[] from;
  private final int[] to;
  private final int[] length;

  /** How often the runs are repeated, and how far apart on either side. */
  private final int blocks;

  private final int fromStride;
  private final int toStride;

  /**
   * Plans a gather.
   *
   * @param axis whether rows or columns are taken
   * @param indices which
   * @param source array they are taken from
   */
  Gather(Axis axis, Indices indices, INDArray source) {
    List<Indices.Run> runs = indices.runs();
    boolean rows = axis == Axis.ROWS;
    int unit = rows ? source.columns() : 1;
    blocks = rows ? 1 : source.rows();
    fromStride = source.columns();
    toStride = indices.length();
    from = new int[runs.size()];
    to = new int[runs.size()];
    length = new int[runs.size()];
    int place = 0;
    for (int k = 0; k < runs.size(); k++) {
      Indices.Run run = runs.get(k);
      from[k] = run.zeros() ? Indices.ZERO : run.from() * unit;
      to[k] = place * unit;
      length[k] = run.length() * unit;
      place += run.length();
    }
  }

  /** Fills one array from the other. */
  Kernel take(INDArray source, INDArray result) {
    Numbers x = Numbers.of(source);
    Numbers y = Numbers.of(result);
    return () -> {
      for (int block = 0; block < blocks; block++) {
        for (int k = 0; k < from.length; k++) {
          int at = block * toStride + to[k];
          if (from[k] == Indices.ZERO) {
            y.clear(at, length[k]);
          } else {
            y.copy(at, x, block * fromStride + from[k], 1, length[k]);
          }
        }
      }
    };
  }

  /** The way back: sums of what was taken from each place, and zeros where nothing was. */
  Kernel scatter(INDArray taken, INDArray result) {
    Numbers y = Numbers.of(taken);
    Numbers x = Numbers.of(result);
    int size = (int) result.length();
    return () -> {
      x.clear(0, size);
      for (int block = 0; block < blocks; block++) {
        for (int k = 0; k < from.length; k++) {
          if (from[k] != Indices.ZERO) {
            x.add(block * fromStride + from[k], 1, y, block * toStride + to[k], length[k]);
          }
        }
      }
    };
  }
}
