package org.koopflow.numerics.dense;

import org.koopflow.api.Matrix;

/**
 * A matrix divided by a power of two that brings its 1-norm near 1, and without what is next to
 * nothing beside that: no threshold of an iteration, a share of neighbouring entries, underflows.
 *
 * @param matrix the divided matrix
 * @param exponent of the power of two
 */
record UnitScale(Matrix matrix, int exponent) {
  private static final double NEGLIGIBLE = 0x1p-300;

  static UnitScale of(Matrix matrix) {
    double norm = matrix.norm1();
    int exponent = norm > 0 ? Math.getExponent(norm) : 0;
    return new UnitScale(
        matrix
            .map(value -> Math.scalb(value, -exponent))
            .map(value -> Math.abs(value) < NEGLIGIBLE ? 0 : value),
        exponent);
  }
}
