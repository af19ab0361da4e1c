package org.koopflow.numerics.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Matrix;

/** Matrices known to be hard, against LAPACK. */
class ReferenceEigenvaluesTest {
  record Case(String name, Matrix matrix, double[] real, double[] imaginary, double[] condition) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    ReferenceEigenvaluesTest.class.getResourceAsStream("eigenvalues.txt")),
                StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().filter(line -> !line.startsWith("#")).toList();
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < lines.size(); i += 5) {
        double[] real = numbers(lines.get(i + 2));
        cases.add(
            new Case(
                lines.get(i),
                Matrix.of(real.length, real.length, numbers(lines.get(i + 1))),
                real,
                numbers(lines.get(i + 3)),
                numbers(lines.get(i + 4))));
      }
      return cases;
    }
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eigenvaluesAndConditionsAgree(Case expected) {
    Eigenbasis basis = Eigenbasis.of(RealSchur.of(expected.matrix()));
    double unit = 1e-14 * expected.matrix().norm1();
    boolean[] taken = new boolean[basis.size()];
    for (int i = 0; i < basis.size(); i++) {
      int nearest = -1;
      double distance = Double.POSITIVE_INFINITY;
      for (int k = 0; k < basis.size(); k++) {
        double each =
            Math.hypot(
                basis.real(k) - expected.real()[i], basis.imaginary(k) - expected.imaginary()[i]);
        if (!taken[k] && each < distance) {
          nearest = k;
          distance = each;
        }
      }
      taken[nearest] = true;
      assertThat(distance).isLessThan(unit * expected.condition()[i]);
      assertThat(condition(basis, nearest) / expected.condition()[i]).isCloseTo(1, within(1e-6));
    }
  }

  private static double condition(Eigenbasis basis, int k) {
    if (basis.imaginary(k) == 0) {
      return Norms.euclidean(basis.inverse(k)) * Norms.euclidean(basis.vector(k));
    }
    int first = basis.imaginary(k) > 0 ? k : k - 1;
    return Math.hypot(
            Norms.euclidean(basis.inverse(first)), Norms.euclidean(basis.inverse(first + 1)))
        / 2;
  }

  @Test
  void matricesWithoutASpectrumAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RealSchur.of(Matrix.zeros(2, 3)))
        .withMessageContaining("2 x 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RealSchur.of(Matrix.of(1, 1, Double.NaN)));
  }

  @Test
  void sizesOfOneAndTwo() {
    assertThat(RealSchur.of(Matrix.of(1, 1, 3)).t()).isEqualTo(Matrix.of(1, 1, 3));
    Eigenbasis two = Eigenbasis.of(RealSchur.of(Matrix.of(2, 2, 0, 1, 0, 0)));
    assertThat(two.real(0)).isZero();
    assertThat(two.real(1)).isZero();
  }
}
