package org.koopflow.parts.operator;

import java.util.List;
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
 * Generators without a growing mode: {@code dg/dt = b + a t + C c + A g} with {@code A = S - S^T -
 * R R^T}, whose symmetric part {@code -R R^T} is never positive. So {@code |e^(tA)|_2 <= 1} for t
 * &gt;= 0 whatever the parameters, {@code 2 m^2 + 2m} of them; a and b are free, and drive g as
 * they like.
 */
public final class DissipativeOperatorProvider
    implements OperatorProvider<DissipativeOperatorProvider.Settings> {
  /**
   * Where the spectrum begins. Affine terms start at 0; R starts as {@code sqrt(decay) I} and S at
   * random.
   *
   * @param decay all eigenvalues start with the real part {@code -decay}; above 0, since R R^T has
   *     no gradient where R is 0
   * @param frequency their imaginary parts start spread over {@code +-frequency}, by the semicircle
   *     law: exactly so for many observables
   */
  public record Settings(double decay, double frequency) {
    /**
     * Checks the ranges.
     *
     * @param decay rate of decay
     * @param frequency bound of the frequencies
     */
    public Settings {
      Ranges.requirePositive("decay", decay);
      Ranges.requireNotNegative("frequency", frequency);
    }
  }

  /** Creates the provider. */
  public DissipativeOperatorProvider() {}

  @Override
  public String name() {
    return "dissipative";
  }

  @Override
  public String summary() {
    return "rotations and decay, no growing mode: S - S^T - R R^T";
  }

  @Override
  public Settings defaults() {
    return new Settings(0.1, 1);
  }

  @Override
  public Structure structure() {
    return Structure.DISSIPATIVE;
  }

  @Override
  public KoopmanOperator create(Settings settings, OperatorContext context) {
    return new DissipativeOperator(context.layout(), settings);
  }

  private record DissipativeOperator(StateLayout layout, Settings settings)
      implements KoopmanOperator {
    @Override
    public List<Parameter> parameters() {
      int m = layout.observables();
      Shape square = new Shape(m, m);
      // Entries of S - S^T of deviation s spread its eigenvalues over +-2 s sqrt(m) (Wigner).
      double deviation = settings.frequency / (2 * Math.sqrt(2.0 * m));
      return new Drive(layout)
          .behind(
              new Parameter("S", square, Initializer.normal(deviation)),
              new Parameter("R", square, (shape, random) -> root(shape.rows())));
    }

    private double[] root(int m) {
      double[] root = new double[m * m];
      for (int i = 0; i < m; i++) {
        root[i * m + i] = Math.sqrt(settings.decay);
      }
      return root;
    }

    @Override
    public Tensor generator(Scope scope) {
      Tensor s = scope.parameter("S");
      Tensor r = scope.parameter("R");
      Tensor matrix = s.subtract(s.transpose()).subtract(r.matmul(r.transpose()));
      return new Drive(layout).generator(scope, matrix);
    }
  }
}
