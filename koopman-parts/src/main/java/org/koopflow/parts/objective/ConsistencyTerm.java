package org.koopflow.parts.objective;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.api.tensor.Tensor;

/**
 * The coordinates move linearly along the teacher's flow, {@code mean ((Lie_v g)_i - (L Phi)_i)^2 /
 * var_i} over points of its path. Without it the generator and its spectrum mean nothing. Reports
 * beside it {@code relativeResidual}, {@code |Lie_v g - L Phi|^2 / |Lie_v g|^2}: 0 is exactly
 * linear, 1 no better than standing still. A teacher without velocities is trained on without it.
 */
public final class ConsistencyTerm implements TermProvider<TermSettings> {
  /** Creates the provider. */
  public ConsistencyTerm() {}

  @Override
  public String name() {
    return "consistency";
  }

  @Override
  public String summary() {
    return "the Lie derivative of the lifting equals the generator applied to it";
  }

  @Override
  public TermSettings defaults() {
    return new TermSettings(0.1);
  }

  @Override
  public ObjectiveTerm create(TermSettings settings, TermContext context) {
    return new Term(settings.weight());
  }

  private record Term(double weight) implements ObjectiveTerm {
    @Override
    public Set<Need> needs() {
      return Set.of(Need.POINTS, Need.VELOCITY);
    }

    @Override
    public Set<Point> points() {
      return Set.of(Point.PATH);
    }

    @Override
    public boolean dispensable() {
      return true;
    }

    @Override
    public Supplier<Value> over(StudentBatch batch) {
      return () -> {
        Tensor lie = batch.layout().observables(batch.lieDerivative());
        Tensor linear = batch.lifted(Point.PATH).matmul(batch.generator().transpose());
        Tensor residual = lie.subtract(batch.layout().observables(linear));
        return new Value(
            residual.square().divide(batch.variance()).mean(),
            Map.of("relativeResidual", residual.square().sum().divide(lie.square().sum())));
      };
    }
  }
}
