package org.koopflow.parts.objective;

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
 * The lifted end of a trajectory is its lifted beginning moved by the exponential, {@code mean (e^L
 * Phi(0, x0) - Phi(1, x1))_i^2 / var_i}.
 */
public final class PhaseTerm implements TermProvider<TermSettings> {
  /** Creates the provider. */
  public PhaseTerm() {}

  @Override
  public String name() {
    return "phase";
  }

  @Override
  public String summary() {
    return "the lifted end equals the lifted beginning moved by e^L";
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
      return Set.of(Need.TRAJECTORIES, Need.POINTS);
    }

    @Override
    public Set<Point> points() {
      return Set.of(Point.START, Point.END, Point.PATH);
    }

    @Override
    public Supplier<Value> over(StudentBatch batch) {
      Tensor moved = batch.moved(Point.START, Point.END);
      return () ->
          Value.of(
              batch
                  .layout()
                  .observables(moved)
                  .subtract(batch.layout().observables(batch.lifted(Point.END)))
                  .square()
                  .divide(batch.variance())
                  .mean());
    }
  }
}
