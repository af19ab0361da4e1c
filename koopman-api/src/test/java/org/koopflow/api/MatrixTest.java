package org.koopflow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatrixTest {
  private final Matrix a = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});

  @Test
  void productsFollowTheDefinition() {
    Matrix b = Matrix.ofRows(new double[] {1, 0}, new double[] {-1, 2}, new double[] {0, 3});
    assertThat(a.times(b)).isEqualTo(Matrix.ofRows(new double[] {-1, 13}, new double[] {-1, 28}));
    assertThat(a.times(Matrix.identity(3))).isEqualTo(a);
    assertThatThrownBy(() -> a.times(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
  }

  @Test
  void sumsTransposesAndNorms() {
    assertThat(a.plus(2, a)).isEqualTo(a.times(3));
    assertThat(a.transpose().get(2, 1)).isEqualTo(6);
    assertThat(a.transpose().rows()).isEqualTo(3);
    assertThat(a.times(-1).norm1()).isEqualTo(9);
    assertThat(Matrix.of(1, 1, Double.NaN).norm1()).isNaN();
    assertThat(Matrix.of(a.toBatch())).isEqualTo(a);
  }

  @Test
  void isNotChangedThroughItsArray() {
    double[] copy = a.toArray();
    copy[0] = 99;
    assertThat(a.get(0, 0)).isEqualTo(1);
  }
}
