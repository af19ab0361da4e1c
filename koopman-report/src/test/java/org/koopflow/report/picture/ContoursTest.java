package org.koopflow.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContoursTest {
  private static final int POINTS = 41;

  private static double[] grid() {
    double[] grid = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      grid[i] = -2 + 4.0 * i / (POINTS - 1);
    }
    return grid;
  }

  private static double[][] cone() {
    double[] grid = grid();
    double[][] values = new double[POINTS][POINTS];
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < POINTS; j++) {
        values[i][j] = Math.hypot(grid[i], 2 * grid[j]);
      }
    }
    return values;
  }

  @Test
  void theLineOfAConeIsAnEllipse() {
    Contours line = Contours.of(grid(), grid(), cone(), 1.2);
    assertThat(line.x().length % 3).isZero();
    assertThat(line.x().length).isGreaterThan(90);
    double length = 0;
    for (int i = 0; i < line.x().length; i += 3) {
      for (int end = i; end < i + 2; end++) {
        assertThat(Math.hypot(line.x()[end], 2 * line.y()[end])).isCloseTo(1.2, within(0.01));
      }
      length += Math.hypot(line.x()[i + 1] - line.x()[i], line.y()[i + 1] - line.y()[i]);
      assertThat(line.y()[i + 2]).isNaN();
    }
    // Ramanujan's approximation of the circumference, for half axes of 1.2 and 0.6.
    double expected = Math.PI * (3 * 1.8 - Math.sqrt((3 * 1.2 + 0.6) * (1.2 + 3 * 0.6)));
    assertThat(length).isCloseTo(expected, within(0.02));
  }

  @Test
  void aValueThatIsNowhereHasNoLine() {
    assertThat(Contours.of(grid(), grid(), cone(), 100).x()).isEmpty();
  }
}
