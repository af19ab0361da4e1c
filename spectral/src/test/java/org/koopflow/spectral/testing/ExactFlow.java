package org.koopflow.spectral.testing;

import java.util.function.UnaryOperator;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.numerics.exponential.PadeExponential;

/** A linear flow from formulas, in double precision on the host. */
public final class ExactFlow implements LinearFlow {
  /** Observables of one state. */
  @FunctionalInterface
  public interface Observables {
    /** g(t, x). */
    double[] at(double t, double[] x);
  }

  private final Matrix generator;
  private final StateLayout layout;
  private final Space space;
  private final Observables observables;
  private final UnaryOperator<double[]> decoder;

  /** Joins a generator, observables and a decoder of whole lifted states. */
  public ExactFlow(
      Matrix generator,
      int stateDimension,
      Observables observables,
      UnaryOperator<double[]> decoder) {
    this(generator, Space.of(stateDimension), observables, decoder);
  }

  private ExactFlow(
      Matrix generator, Space space, Observables observables, UnaryOperator<double[]> decoder) {
    this.generator = generator;
    this.layout =
        new StateLayout(
            space.conditions(), generator.rows() - new StateLayout(space.conditions(), 1).affine());
    this.space = space;
    this.observables = observables;
    this.decoder = decoder;
  }

  /** Assembles L from b, a and A. */
  public static Matrix generator(double[] b, double[] a, Matrix coupling) {
    int m = b.length;
    int n = m + 2;
    double[] data = new double[n * n];
    data[n] = 1;
    for (int i = 0; i < m; i++) {
      data[(i + 2) * n] = b[i];
      data[(i + 2) * n + 1] = a[i];
      for (int j = 0; j < m; j++) {
        data[(i + 2) * n + j + 2] = coupling.get(i, j);
      }
    }
    return Matrix.of(n, n, data);
  }

  /** A generator with neither drift nor dependence on time. */
  public static Matrix generator(Matrix coupling) {
    return generator(new double[coupling.rows()], new double[coupling.rows()], coupling);
  }

  /** {@code dx/dt = A x + b + a t}, observed as it is. */
  public static ExactFlow linear(Matrix generator) {
    int m = generator.rows() - 2;
    return new ExactFlow(
        generator, m, (t, x) -> x.clone(), z -> java.util.Arrays.copyOfRange(z, 2, m + 2));
  }

  /** {@code dx/dt = A x + b + a t + C c} under a condition, observed as it is. */
  public static ExactFlow linear(Matrix generator, int conditions) {
    int first = new StateLayout(conditions, 1).affine();
    int m = generator.rows() - first;
    return new ExactFlow(
        generator,
        Space.of(m).withConditions(conditions),
        (t, x) -> x.clone(),
        z -> java.util.Arrays.copyOfRange(z, first, first + m));
  }

  /** The slow manifold {@code x' = mu x, y' = lambda (y - x^2)} in the observables x, y, x^2. */
  public static ExactFlow slowManifold(double mu, double lambda) {
    return new ExactFlow(
        generator(Matrix.of(3, 3, mu, 0, 0, 0, lambda, -lambda, 0, 0, 2 * mu)),
        2,
        (t, x) -> new double[] {x[0], x[1], x[0] * x[0]},
        z -> new double[] {z[2], z[3]});
  }

  @Override
  public StateLayout layout() {
    return layout;
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public Matrix generator() {
    return generator;
  }

  @Override
  public Batch lift(double t, Batch x) {
    int n = layout.dimension();
    int d = space.dimension();
    double[] z = new double[x.rows() * n];
    for (int row = 0; row < x.rows(); row++) {
      double[] whole = row(x, row);
      double[] g = observables.at(t, java.util.Arrays.copyOf(whole, d));
      z[row * n] = 1;
      z[row * n + 1] = t;
      System.arraycopy(whole, d, z, row * n + 2, space.conditions());
      System.arraycopy(g, 0, z, row * n + layout.affine(), g.length);
    }
    return Batch.ofDoubles(x.rows(), n, z);
  }

  @Override
  public Batch advance(Batch z, double duration) {
    Matrix propagator = new PadeExponential().exp(generator.times(duration));
    return Matrix.of(z).times(propagator.transpose()).toBatch();
  }

  @Override
  public Batch decode(Batch z) {
    int d = space.dimension();
    double[] x = new double[z.rows() * d];
    for (int row = 0; row < z.rows(); row++) {
      System.arraycopy(decoder.apply(row(z, row)), 0, x, row * d, d);
    }
    return space.join(Batch.ofDoubles(z.rows(), d, x), layout.condition(z));
  }

  @Override
  public Batch transport(Batch x, double from, double to) {
    return decode(advance(lift(from, x), to - from));
  }

  /** One row of a batch. */
  public static double[] row(Batch batch, int row) {
    return batch.rows(row, row + 1).doubles();
  }

  @Override
  public void close() {}
}
