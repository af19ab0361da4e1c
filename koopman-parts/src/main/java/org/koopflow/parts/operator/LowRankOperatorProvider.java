package org.koopflow.parts.operator;

import java.util.List;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Generators whose coupling is diagonal but for a matrix of low rank: {@code dg/dt = b + a t + C c
 * + A g} with {@code A = diag(d) + U V^T}, U and V of r columns; {@code 3m + 2mr} parameters.
 */
public final class LowRankOperatorProvider
    implements OperatorProvider<LowRankOperatorProvider.Settings> {
  /**
   * Rank, and where the spectrum begins. Affine terms start at 0. V starts at 0 and U at random, so
   * that the eigenvalues start as d and yet U V^T has a gradient.
   *
   * @param rank columns r of U and V, at least 1 and at most the number of observables
   * @param growth the entries of d, hence the eigenvalues, start uniformly between {@code -growth}
   *     and {@code growth}
   */
  public record Settings(int rank, double growth) {
    /**
     * Checks the ranges.
     *
     * @param rank columns of U and V
     * @param growth bound of the eigenvalues
     */
    public Settings {
      if (rank < 1) {
        throw new InvalidSettingException("rank", "must be at least 1, got " + rank);
      }
      Ranges.requireNotNegative("growth", growth);
    }
  }

  /** Creates the provider. */
  public LowRankOperatorProvider() {}

  @Override
  public String name() {
    return "low-rank";
  }

  @Override
  public String summary() {
    return "a diagonal plus a matrix of low rank";
  }

  @Override
  public Settings defaults() {
    return new Settings(4, 0.3);
  }

  @Override
  public Structure structure() {
    return Structure.DIAGONAL_PLUS_LOW_RANK;
  }

  @Override
  public KoopmanOperator create(Settings settings, OperatorContext context) {
    if (settings.rank > context.layout().observables()) {
      throw new InvalidSettingException(
          "rank",
          "must be at most the number of observables, "
              + context.layout().observables()
              + ", got "
              + settings.rank);
    }
    return new LowRankOperator(context.layout(), settings);
  }

  private record LowRankOperator(StateLayout layout, Settings settings) implements KoopmanOperator {
    @Override
    public List<Parameter> parameters() {
      int m = layout.observables();
      Shape factor = new Shape(m, settings.rank);
      return new Drive(layout)
          .behind(
              new Parameter("d", new Shape(m, 1), Initializer.uniform(settings.growth)),
              new Parameter("U", factor, Initializer.normal(1 / Math.sqrt(m))),
              new Parameter("V", factor, Initializer.constant(0)));
    }

    @Override
    public Tensor generator(Scope scope) {
      Tensor identity = scope.constant(Matrix.identity(layout.observables()).toBatch());
      Tensor matrix =
          identity
              .multiply(scope.parameter("d"))
              .add(scope.parameter("U").matmul(scope.parameter("V").transpose()));
      return new Drive(layout).generator(scope, matrix);
    }
  }
}
