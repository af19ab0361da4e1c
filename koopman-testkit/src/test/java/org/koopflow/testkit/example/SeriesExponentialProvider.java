package org.koopflow.testkit.example;

import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/** The power series of a matrix halved until it is small, then squared back. */
public final class SeriesExponentialProvider implements ExponentialProvider<NoSettings> {
  private static final int TERMS = 18;

  @Override
  public String name() {
    return "series";
  }

  @Override
  public String summary() {
    return "power series, scaled and squared";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Exponential create(NoSettings settings, ExponentialContext context) {
    return new Series();
  }

  private static final class Series implements Exponential, Exponential.OnTensors {
    @Override
    public Matrix exp(Matrix a) {
      if (a.rows() != a.columns() || !a.isFinite()) {
        throw new IllegalArgumentException("only square, finite matrices have an exponential");
      }
      int halvings = effort(a.norm1());
      Matrix small = a.times(Math.scalb(1, -halvings));
      Matrix sum = Matrix.identity(a.rows());
      Matrix term = sum;
      for (int k = 1; k <= TERMS; k++) {
        term = term.times(small).times(1.0 / k);
        sum = sum.plus(term);
      }
      for (int i = 0; i < halvings; i++) {
        sum = sum.times(sum);
      }
      return sum;
    }

    @Override
    public Optional<OnTensors> onTensors() {
      return Optional.of(this);
    }

    @Override
    public int effort(double norm1) {
      return norm1 <= 1 ? 0 : (int) Math.ceil(Math.log(norm1) / Math.log(2));
    }

    @Override
    public Tensor exp(Scope scope, Tensor a, int effort) {
      // e^a = I + a (I + a/2 (I + a/3 ...)); without the identity: p <- (a + a p) / k.
      Tensor small = a.multiply(Math.scalb(1, -effort));
      Tensor p = small.multiply(1.0 / TERMS);
      for (int k = TERMS - 1; k >= 1; k--) {
        p = small.add(small.matmul(p)).multiply(1.0 / k);
      }
      for (int i = 0; i < effort; i++) {
        // (I + p)^2 - I
        p = p.multiply(2).add(p.matmul(p));
      }
      return p.add(scope.constant(Matrix.identity(a.shape().rows()).toBatch()));
    }
  }
}
