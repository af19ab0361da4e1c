package org.koopflow.parts.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;

/** Laws of transforms, on correlated columns of different scales far from the origin. */
class TransformLawsTest {
  /** Mixed weakly enough never to be singular, whatever the seed. */
  private static Batch correlated(long seed, int rows, int columns, double offset) {
    RandomStreams streams = new RandomStreams(seed);
    double[] noise = RandomStreams.normal(rows, columns, streams.stream("noise")).doubles();
    double[] mix = RandomStreams.normal(columns, columns, streams.stream("mix")).doubles();
    double[] values = new double[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        double sum = (j + 1) * noise[r * columns + j];
        for (int k = 0; k < columns; k++) {
          sum += 0.1 * mix[k * columns + j] * noise[r * columns + k];
        }
        values[r * columns + j] = offset + sum;
      }
    }
    return Batch.ofDoubles(rows, columns, values);
  }

  /** Mean in row 0 and covariance below, straight from the definition. */
  private static double[][] moments(Batch rows) {
    int d = rows.columns();
    double[][] result = new double[d + 1][d];
    for (int r = 0; r < rows.rows(); r++) {
      for (int j = 0; j < d; j++) {
        result[0][j] += rows.get(r, j) / rows.rows();
      }
    }
    for (int r = 0; r < rows.rows(); r++) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          result[i + 1][j] +=
              (rows.get(r, i) - result[0][i]) * (rows.get(r, j) - result[0][j]) / rows.rows();
        }
      }
    }
    return result;
  }

  /** Eigenvalues of a symmetric matrix by Jacobi's rotations, falling. */
  private static double[] eigenvalues(double[][] symmetric) {
    double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
    int n = a.length;
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
          double c = Math.cos(angle);
          double s = Math.sin(angle);
          for (double[] row : a) {
            double x = row[p];
            row[p] = c * x - s * row[q];
            row[q] = s * x + c * row[q];
          }
          for (int k = 0; k < n; k++) {
            double x = a[p][k];
            a[p][k] = c * x - s * a[q][k];
            a[q][k] = s * x + c * a[q][k];
          }
        }
      }
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[n - 1 - i] = a[i][i];
    }
    Arrays.sort(values);
    for (int i = 0; i < n / 2; i++) {
      double swapped = values[i];
      values[i] = values[n - 1 - i];
      values[n - 1 - i] = swapped;
    }
    return values;
  }

  @Property(tries = 60)
  void whitenedRowsHaveUnitCovariance(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int columns,
      @ForAll @IntRange(min = 40, max = 300) int rows,
      @ForAll @DoubleRange(min = -1000, max = 1000) double offset,
      @ForAll @IntRange(min = 0, max = 8) int components) {
    Batch train = correlated(seed, rows, columns, offset);
    int kept = Math.min(components, columns);
    Transform transform = Transforms.fit("whiten", kept, train);
    double[][] moments = moments(transform.forward(train));
    int k = kept == 0 ? columns : kept;
    assertThat(transform.dimension()).isEqualTo(k);
    for (int i = 0; i < k; i++) {
      assertThat(moments[0][i]).isEqualTo(0, within(1e-6));
      for (int j = 0; j < k; j++) {
        assertThat(moments[i + 1][j]).isEqualTo(i == j ? 1 : 0, within(1e-6));
      }
    }
  }

  @Property(tries = 60)
  void componentsAreTheLeadingEigenvectors(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int columns) {
    Batch train = correlated(seed, 120, columns, 3);
    int kept = (columns + 1) / 2;
    Transform transform = Transforms.fit("whiten", kept, train);
    Weights weights = transform.toWeights();
    double[][] covariance = Arrays.copyOfRange(moments(train), 1, columns + 1);
    double[] expected = eigenvalues(covariance);
    double total = Arrays.stream(expected).sum();
    double sum = 0;
    for (int k = 0; k < kept; k++) {
      double deviation = weights.get("deviation").get(0, k);
      assertThat(deviation * deviation).isEqualTo(expected[k], within(1e-10 * total));
      sum += expected[k];
      for (int i = 0; i < columns; i++) {
        double image = 0;
        for (int j = 0; j < columns; j++) {
          image += covariance[i][j] * weights.get("directions").get(k, j);
        }
        assertThat(image)
            .isEqualTo(expected[k] * weights.get("directions").get(k, i), within(1e-10 * total));
      }
      for (int l = 0; l < kept; l++) {
        double product = 0;
        for (int j = 0; j < columns; j++) {
          product += weights.get("directions").get(k, j) * weights.get("directions").get(l, j);
        }
        assertThat(product).isEqualTo(k == l ? 1 : 0, within(1e-12));
      }
    }
    assertThat(transform.explainedVariance()).isEqualTo(sum / total, within(1e-10));
  }

  @Property(tries = 60)
  void signsAreFixed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int columns) {
    Batch train = correlated(seed, 120, columns, 0);
    Batch directions = Transforms.fit("whiten", 0, train).toWeights().get("directions");
    for (int k = 0; k < columns; k++) {
      double[] direction = directions.rows(k, k + 1).doubles();
      double largest = Arrays.stream(direction).map(Math::abs).max().orElseThrow();
      double first =
          Arrays.stream(direction)
              .filter(e -> Math.abs(e) >= largest / 2)
              .findFirst()
              .orElseThrow();
      assertThat(first).isPositive();
    }
  }

  @Property(tries = 60)
  void fullTransformsGoThereAndBack(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int columns,
      @ForAll @DoubleRange(min = -1000, max = 1000) double offset) {
    Batch train = correlated(seed, 60, columns, offset);
    for (String kind : new String[] {"none", "standardize", "whiten"}) {
      Transform transform = Transforms.fit(kind, 0, train);
      assertThat(transform.inverse(transform.forward(train)).doubles())
          .as(kind)
          .containsExactly(train.doubles(), within(1e-9));
      assertThat(transform.explainedVariance()).isEqualTo(1, within(1e-12));
    }
  }

  @Property(tries = 60)
  void reconstructionLosesTheOtherComponents(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int columns) {
    Batch train = correlated(seed, 90, columns, -7);
    int kept = columns / 2;
    Transform transform = Transforms.fit("whiten", kept, train);
    Batch there = transform.forward(train);
    Batch back = transform.inverse(there);
    double[] expected = eigenvalues(Arrays.copyOfRange(moments(train), 1, columns + 1));
    double lost = Arrays.stream(expected).skip(kept).sum();
    double squares = 0;
    for (int i = 0; i < train.size(); i++) {
      squares += Math.pow(train.doubles()[i] - back.doubles()[i], 2) / train.rows();
    }
    assertThat(squares).isEqualTo(lost, within(1e-9 * Arrays.stream(expected).sum()));
    // A projection: once more changes nothing.
    assertThat(transform.forward(back).doubles()).containsExactly(there.doubles(), within(1e-9));
  }

  @Property(tries = 40)
  void standardizedColumnsHaveUnitVariance(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int columns) {
    Batch train = correlated(seed, 70, columns, 100);
    double[][] moments = moments(Transforms.fit("standardize", 0, train).forward(train));
    for (int j = 0; j < columns; j++) {
      assertThat(moments[0][j]).isEqualTo(0, within(1e-10));
      assertThat(moments[j + 1][j]).isEqualTo(1, within(1e-10));
    }
  }
}
