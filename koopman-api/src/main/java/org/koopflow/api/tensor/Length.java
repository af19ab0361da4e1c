package org.koopflow.api.tensor;

/**
 * How long an axis is: a number, or a multiple of the number of rows that is not known yet.
 *
 * @param count the length, or how many times the unknown number, at least 1
 * @param multiple whether the unknown number is meant
 */
record Length(int count, boolean multiple) {
  static final Length ONE = new Length(1, false);

  /** The length when the unknown number is known. */
  Length at(int rows) {
    return multiple ? new Length(Math.multiplyExact(count, rows), false) : this;
  }

  /** Whether the sum with another can be said. */
  boolean adds(Length other) {
    return multiple == other.multiple;
  }

  Length plus(Length other) {
    return new Length(Math.addExact(count, other.count), multiple);
  }

  /** What this and another broadcast to, or null if they do not. */
  Length broadcast(Length other) {
    if (equals(other) || other.equals(ONE)) {
      return this;
    }
    return equals(ONE) ? other : null;
  }

  @Override
  public String toString() {
    if (!multiple) {
      return Integer.toString(count);
    }
    return count == 1 ? "R" : count + "R";
  }
}
