package org.koopflow.parts.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Generators without structure: {@code dg/dt = b + a t + C c + A g} with A, a and b free. */
public final class DenseOperatorProvider
    implements OperatorProvider<DenseOperatorProvider.Settings> {
  /**
   * Where the generator begins.
   *
   * @param scale the entries of A start as N(0, scale^2 / m), so that its eigenvalues start in a
   *     disc of about this radius; a and b start at 0
   */
  public record Settings(double scale) {
    /**
     * Checks the range.
     *
     * @param scale the entries of A start as N(0
     */
    public Settings {
      if (!(scale >= 0 && Double.isFinite(scale))) {
        throw new InvalidSettingException("scale", "must be a number >= 0, got " + scale);
      }
    }
  }

  /** Creates the provider. */
  public DenseOperatorProvider() {}

  @Override
  public String name() {
    return "dense";
  }

  @Override
  public String summary() {
    return "every entry of the generator is free";
  }

  @Override
  public Settings defaults() {
    return new Settings(0.3);
  }

  @Override
  public KoopmanOperator create(Settings settings, OperatorContext context) {
    return new DenseOperator(context.layout(), settings.scale);
  }

  private record DenseOperator(StateLayout layout, double scale) implements KoopmanOperator {
    @Override
    public List<Parameter> parameters() {
      int m = layout.observables();
      return new Drive(layout)
          .behind(new Parameter("A", new Shape(m, m), Initializer.normal(scale / Math.sqrt(m))));
    }

    @Override
    public Tensor generator(Scope scope) {
      return new Drive(layout).generator(scope, scope.parameter("A"));
    }

    @Override
    public Optional<Weights> parametersOf(Matrix generator) {
      Batch entries = layout.require(generator).toBatch();
      Batch rows = entries.rows(layout.indexOf(0), layout.dimension());
      Map<String, Batch> values = new LinkedHashMap<>();
      values.put("A", layout.observables(rows));
      values.put(Drive.TIME, layout.time(rows));
      values.put(Drive.CONSTANT, layout.one(rows));
      layout.condition(rows).ifPresent(c -> values.put(Drive.CONDITION, c));
      return Optional.of(new Weights(values));
    }
  }
}
