package com.example.stranger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * Generators that turn and fade: {@code A = S - S^T - diag(exp(r))} with S and r free. The first
 * part is skew-symmetric, so the symmetric part of A is the damping alone and every eigenvalue of A
 * has a negative real part.
 */
public final class DampedOperatorProvider
    implements OperatorProvider<DampedOperatorProvider.Settings> {
  /**
   * Where the generator begins.
   *
   * @param damping rate at which the observables fade at first, positive
   */
  public record Settings(double damping) {
    /**
     * Checks the range.
     *
     * @param damping rate at which the observables fade at first
     */
    public Settings {
      if (!(damping > 0 && Double.isFinite(damping))) {
        throw new InvalidSettingException("damping", "must be positive and finite, got " + damping);
      }
    }
  }

  /** Creates the provider. */
  public DampedOperatorProvider() {}

  @Override
  public String name() {
    return "damped";
  }

  @Override
  public String summary() {
    return "rotations and a damping of every observable, never growth";
  }

  @Override
  public Structure structure() {
    return Structure.DISSIPATIVE;
  }

  @Override
  public Settings defaults() {
    return new Settings(0.1);
  }

  @Override
  public KoopmanOperator create(Settings settings, OperatorContext context) {
    return new DampedOperator(context.layout(), settings.damping);
  }

  private record DampedOperator(StateLayout layout, double damping) implements KoopmanOperator {
    @Override
    public List<Parameter> parameters() {
      int m = layout.observables();
      Initializer still = Initializer.constant(0);
      List<Parameter> parameters = new ArrayList<>();
      parameters.add(new Parameter("S", new Shape(m, m), Initializer.normal(1 / Math.sqrt(m))));
      parameters.add(new Parameter("r", new Shape(1, m), Initializer.constant(Math.log(damping))));
      parameters.add(new Parameter("a", new Shape(m, 1), still));
      parameters.add(new Parameter("b", new Shape(m, 1), still));
      if (layout.conditions() > 0) {
        parameters.add(new Parameter("C", new Shape(m, layout.conditions()), still));
      }
      return parameters;
    }

    @Override
    public Tensor generator(Scope scope) {
      Tensor s = scope.parameter("S");
      Tensor identity = scope.constant(Matrix.identity(layout.observables()).toBatch());
      Tensor damping = identity.multiply(scope.parameter("r").exp());
      Tensor coupling = s.subtract(s.transpose()).subtract(damping);
      // Under a condition each of its coordinates drives the observables by a column of its own.
      Optional<Tensor> condition =
          layout.conditions() == 0 ? Optional.empty() : Optional.of(scope.parameter("C"));
      return layout.generator(
          scope, scope.parameter("b"), scope.parameter("a"), condition, coupling);
    }
  }
}
