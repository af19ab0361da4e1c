package org.koopflow.api.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Where the entries of a gather come from: indices along an axis in any order, as often as wanted,
 * and {@link #ZERO} where a zero is to stand. Immutable. Long lists are meant to be made once and
 * kept: the hash is computed with them, and comparing a list with itself costs nothing.
 */
public final class Indices {
  /** In place of an index: nothing is taken, a zero stands there. */
  public static final int ZERO = -1;

  private static final int SHOWN = 8;

  private final int[] values;
  private final int largest;
  private final int hash;

  /**
   * Neighbours that are taken together.
   *
   * @param from the first index, followed by those after it in ascending order; {@link #ZERO} for a
   *     stretch of zeros
   * @param length how many there are
   */
  public record Run(int from, int length) {
    /**
     * Whether it is a stretch of zeros.
     *
     * @return true if nothing is taken
     */
    public boolean zeros() {
      return from == ZERO;
    }
  }

  private Indices(int[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a list of indices needs at least one, got none");
    }
    int most = ZERO;
    for (int value : values) {
      if (value < ZERO) {
        throw new IllegalArgumentException(
            "an index is 0 or more, or " + ZERO + " for a zero, got " + value);
      }
      most = Math.max(most, value);
    }
    this.values = values;
    this.largest = most;
    this.hash = Arrays.hashCode(values);
  }

  /**
   * A list of indices.
   *
   * @param values the indices, copied
   * @return the list
   * @throws IllegalArgumentException if there is none, or one below {@link #ZERO}
   */
  public static Indices of(int... values) {
    return new Indices(values.clone());
  }

  /**
   * A list of indices by a formula.
   *
   * @param length how many, at least 1
   * @param index the index that stands at each place
   * @return the list
   * @throws IllegalArgumentException if there is none, or one below {@link #ZERO}
   */
  public static Indices of(int length, IntUnaryOperator index) {
    int[] values = new int[length];
    Arrays.setAll(values, index);
    return new Indices(values);
  }

  /**
   * How many there are.
   *
   * @return the length of what they take, at least 1
   */
  public int length() {
    return values.length;
  }

  /**
   * One of them.
   *
   * @param place its place in the list, from 0
   * @return the index, or {@link #ZERO}
   */
  public int get(int place) {
    return values[place];
  }

  /**
   * The largest.
   *
   * @return the largest index, or {@link #ZERO} if there are only zeros
   */
  public int largest() {
    return largest;
  }

  /**
   * All of them.
   *
   * @return a copy
   */
  public int[] toArray() {
    return values.clone();
  }

  /**
   * The list cut into runs of neighbours, which can be copied as a whole.
   *
   * @return as few runs as possible, in order; made anew at each call
   */
  public List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= values.length; i++) {
      int next = values[start] == ZERO ? ZERO : values[start] + i - start;
      if (i == values.length || values[i] != next) {
        runs.add(new Run(values[start], i - start));
        start = i;
      }
    }
    return runs;
  }

  /**
   * Refuses to reach beyond an axis.
   *
   * @param what is taken from, for the message
   * @param length length of the axis
   * @throws IllegalArgumentException if an index is {@code length} or more
   */
  void requireWithin(Object what, int length) {
    if (largest >= length) {
      throw new IllegalArgumentException(
          "cannot take index " + largest + " of " + what + ": allowed are 0 to " + (length - 1));
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Indices that && hash == that.hash && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    String shown = Arrays.toString(Arrays.copyOf(values, Math.min(SHOWN, values.length)));
    return values.length <= SHOWN
        ? shown
        : shown.substring(0, shown.length() - 1) + ", ... " + values.length + " in all]";
  }
}
