package org.koopflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;

class EigenvaluesTest {
  @Test
  void rotationDecayAndTheAffinePartAreFound() {
    Matrix matrix =
        Matrix.of(
            org.koopflow.api.Batch.ofDoubles(
                5, 5, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 3, 1, -0.5, 2, 0, 0, 4, -2, -0.5, 0, 1, 1, 0, 0,
                -3));
    Eigenvalues values = Eigenvalues.of(matrix);
    double[] re = values.re().clone();
    double[] im = values.im().clone();
    Arrays.sort(re);
    Arrays.sort(im);
    Offset<Double> near = Offset.offset(1e-6);
    assertThat(re).containsExactly(new double[] {-3, -0.5, -0.5, 0, 0}, near);
    assertThat(im).containsExactly(new double[] {-2, 0, 0, 0, 2}, near);
  }
}
