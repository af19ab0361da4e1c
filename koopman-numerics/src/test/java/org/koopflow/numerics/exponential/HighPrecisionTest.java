package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.Structure;

/** Random structured matrices against fifty digits. */
class HighPrecisionTest {
  private static final double EPSILON = 0x1p-52;

  private static final Map<String, Exponential> ALL =
      new TreeMap<>(
          Map.of(
              "pade", new PadeExponential(),
              "taylor", new TaylorExponential(TaylorSettings.DEFAULT),
              "auto", new AutoExponential(TaylorSettings.DEFAULT, ExponentialContext.DENSE),
              "eigen", new EigenExponential(EigenSettings.DEFAULT, ExponentialContext.DENSE),
              "krylov", new KrylovExponential()));

  private final Random random = new Random(17);

  private Matrix gaussian(int n) {
    double[] data = new double[n * n];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextGaussian();
    }
    return Matrix.of(n, n, data);
  }

  private List<Matrix> normal() {
    List<Matrix> cases = new ArrayList<>();
    for (int n : new int[] {2, 3, 5, 8}) {
      for (double size : new double[] {0.01, 0.5, 2}) {
        Matrix g = gaussian(n).times(size / n);
        cases.add(g.plus(1, g.transpose()));
        cases.add(g.plus(-1, g.transpose()));
        // A skew matrix and a multiple of the identity commute.
        cases.add(g.plus(-1, g.transpose()).plus(-size, Matrix.identity(n)));
      }
      for (double norm : new double[] {20, 50}) {
        Matrix g = gaussian(n);
        Matrix skew = withNorm(g.plus(-1, g.transpose()), norm);
        cases.add(withNorm(g.plus(1, g.transpose()), norm));
        cases.add(skew);
        cases.add(skew.plus(-norm / 3, Matrix.identity(n)));
      }
    }
    return cases;
  }

  private static Matrix withNorm(Matrix a, double norm) {
    return a.times(norm / a.norm1());
  }

  private List<Matrix> others() {
    List<Matrix> cases = new ArrayList<>();
    for (int n : new int[] {3, 5, 7}) {
      for (double size : new double[] {0.05, 1, 6}) {
        Matrix g = gaussian(n).times(size / Math.sqrt(n));
        cases.add(g);
        cases.add(generator(g));
        cases.add(g.plus(-1, g.times(g.transpose()).times(1 / size)));
      }
    }
    return cases;
  }

  /** The same matrix with the first two rows of a generator. */
  private static Matrix generator(Matrix g) {
    int n = g.rows();
    double[] data = g.toArray();
    java.util.Arrays.fill(data, 0, 2 * n, 0);
    data[n] = 1;
    return Matrix.of(n, n, data);
  }

  @Test
  void fiftyDigitsAgreeWithForty() throws IOException {
    for (ReferenceCase reference : ReferenceCase.all()) {
      if (reference.a().norm1() < 1e4) {
        assertThat(reference.error(HighPrecision.exp(reference.a())))
            .as(reference.name())
            .isLessThanOrEqualTo(EPSILON);
      }
    }
  }

  @Test
  void normalMatricesLoseNothing() {
    for (Matrix a : normal()) {
      Matrix expected = HighPrecision.exp(a);
      // Of a normal matrix the condition is its norm, which matters where that is large alone.
      double bound = a.norm1() < 15 ? 10 * a.rows() * EPSILON : Conditioning.bound(a);
      ALL.forEach(
          (name, exponential) ->
              assertThat(Conditioning.error(exponential.exp(a), expected))
                  .as("%s of %s, norm %s", name, a, a.norm1())
                  .isLessThanOrEqualTo(
                      bound * (a.norm1() < 15 ? 1 : Conditioning.loss(exponential, a))));
    }
  }

  @Test
  void othersLoseWhatTheirConditionCosts() {
    int served = 0;
    for (Matrix a : others()) {
      Matrix expected = HighPrecision.exp(a);
      double bound = Conditioning.bound(a);
      for (Map.Entry<String, Exponential> each : ALL.entrySet()) {
        double loss = Conditioning.loss(each.getValue(), a);
        assertThat(Conditioning.error(each.getValue().exp(a), expected))
            .as("%s of %s, norm %s", each.getKey(), a, a.norm1())
            .isLessThanOrEqualTo(loss * bound);
        served++;
      }
    }
    assertThat(served).isEqualTo(27 * ALL.size());
  }

  @Test
  void blocksWithTheirAffinePartLoseWhatTheirConditionCosts() {
    Exponential block =
        new BlockExponential(
            TaylorSettings.DEFAULT, new ExponentialContext(Structure.ROTATION_SCALING_BLOCKS));
    for (double size : new double[] {0, 1e-12, 1e-6, 1e-3, 0.1, 1, 7}) {
      for (int m : new int[] {2, 4, 6}) {
        int n = m + 2;
        double[] data = new double[n * n];
        data[n] = 1;
        for (int i = 2; i < n; i += 2) {
          double alpha = size * random.nextGaussian();
          double beta = size * random.nextGaussian();
          for (int row = i; row < i + 2; row++) {
            data[row * n] = random.nextGaussian();
            data[row * n + 1] = random.nextGaussian();
            data[row * n + row] = alpha;
          }
          data[i * n + i + 1] = beta;
          data[(i + 1) * n + i] = -beta;
        }
        Matrix a = Matrix.of(n, n, data);
        Matrix expected = HighPrecision.exp(a);
        assertThat(Conditioning.error(block.exp(a), expected))
            .as("block, size %s, m %s", size, m)
            .isLessThanOrEqualTo(10 * n * EPSILON);
        assertThat(
                Conditioning.error(
                    new EigenExponential(EigenSettings.DEFAULT, ExponentialContext.DENSE).exp(a),
                    expected))
            .as("eigen, size %s, m %s", size, m)
            .isLessThanOrEqualTo(10 * EPSILON * Math.max(n, Conditioning.of(a)));
      }
    }
  }

  @Test
  void padeIsAsAccurateAsSciPyOnTheWhole() throws IOException {
    double ours = 0;
    double theirs = 0;
    for (ReferenceCase reference : ReferenceCase.all()) {
      if (reference.mark() > 1) {
        continue; // Where SciPy is plainly wrong, it would outweigh all others.
      }
      // In logarithms, with what is right to the last digit counted as such.
      ours +=
          Math.log(Math.max(EPSILON, reference.error(new PadeExponential().exp(reference.a()))));
      theirs += Math.log(Math.max(EPSILON, reference.mark()));
    }
    assertThat(ours).isLessThanOrEqualTo(theirs);
  }
}
