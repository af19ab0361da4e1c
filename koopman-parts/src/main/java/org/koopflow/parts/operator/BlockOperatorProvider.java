package org.koopflow.parts.operator;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
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
 * Generators of 2 x 2 blocks {@code [[alpha, beta], [-beta, alpha]]}, each of which turns and
 * scales a plane of its own: {@code dg/dt = b + a t + C c + A g} with A block-diagonal, a and b
 * free. The eigenvalues {@code alpha +- i beta} are the parameters themselves, 3m of them in all;
 * the exponential has a closed form (exponential {@code block}, which {@code auto} takes).
 */
public final class BlockOperatorProvider
    implements OperatorProvider<BlockOperatorProvider.Settings> {
  /**
   * Where the spectrum begins. Affine terms start at 0.
   *
   * @param growth the rates alpha start uniformly between {@code -growth} and {@code growth}
   * @param frequency the frequencies beta start evenly spaced: block k of K at {@code frequency (k
   *     + 1/2) / K}, in radians per unit of time
   */
  public record Settings(double growth, double frequency) {
    /**
     * Checks the ranges.
     *
     * @param growth bound of the rates
     * @param frequency bound of the frequencies
     */
    public Settings {
      Ranges.requireNotNegative("growth", growth);
      Ranges.requireNotNegative("frequency", frequency);
    }
  }

  /** Creates the provider. */
  public BlockOperatorProvider() {}

  @Override
  public String name() {
    return "block";
  }

  @Override
  public String summary() {
    return "planes that turn and scale: 2 x 2 blocks, whose exponential has a closed form";
  }

  @Override
  public Settings defaults() {
    return new Settings(0.3, 3);
  }

  @Override
  public Structure structure() {
    return Structure.ROTATION_SCALING_BLOCKS;
  }

  @Override
  public KoopmanOperator create(Settings settings, OperatorContext context) {
    if (context.layout().observables() % 2 != 0) {
      throw new SpecificationException(
          "operator 'block' is made of 2 x 2 blocks and needs an even number of observables, got "
              + context.layout().observables());
    }
    return new BlockOperator(context.layout(), settings);
  }

  private record BlockOperator(StateLayout layout, Settings settings) implements KoopmanOperator {
    @Override
    public List<Parameter> parameters() {
      int m = layout.observables();
      Shape blocks = new Shape(m / 2, 1);
      return new Drive(layout)
          .behind(
              new Parameter("alpha", blocks, Initializer.uniform(settings.growth)),
              new Parameter("beta", blocks, (shape, random) -> frequencies(shape.rows())));
    }

    private double[] frequencies(int count) {
      double[] frequencies = new double[count];
      for (int k = 0; k < count; k++) {
        frequencies[k] = settings.frequency * (k + 0.5) / count;
      }
      return frequencies;
    }

    @Override
    public Tensor generator(Scope scope) {
      int m = layout.observables();
      double[] rows = new double[m * m / 2];
      double[] diagonal = new double[m * m];
      double[] beside = new double[m * m];
      for (int i = 0; i < m; i++) {
        rows[i * (m / 2) + i / 2] = 1;
        diagonal[i * m + i] = 1;
        beside[i * m + (i ^ 1)] = i % 2 == 0 ? 1 : -1;
      }
      // Each number in both rows of its block, then spread to where it belongs.
      Tensor twice = scope.constant(Batch.ofDoubles(m, m / 2, rows));
      Tensor matrix =
          scope
              .constant(Batch.ofDoubles(m, m, diagonal))
              .multiply(twice.matmul(scope.parameter("alpha")))
              .add(
                  scope
                      .constant(Batch.ofDoubles(m, m, beside))
                      .multiply(twice.matmul(scope.parameter("beta"))));
      return new Drive(layout).generator(scope, matrix);
    }
  }
}
