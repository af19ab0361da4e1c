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
 * Samples at an intermediate time lie on the teacher's trajectory, {@code mean (D(e^{sL} Phi(0,
 * x0)) - xs)^2}.
 */
public final class PathTerm implements TermProvider<TermSettings> {
  /** Creates the provider. */
  public PathTerm() {}

  @Override
  public String name() {
    return "path";
  }

  @Override
  public String summary() {
    return "samples at intermediate times lie on the teacher's trajectory";
  }

  @Override
  public TermSettings defaults() {
    return new TermSettings(1);
  }

  @Override
  public ObjectiveTerm create(TermSettings settings, TermContext context) {
    return new Term(settings.weight());
  }

  private record Term(double weight) implements ObjectiveTerm {
    @Override
    public Set<Need> needs() {
      return Set.of(Need.TRAJECTORIES);
    }

    @Override
    public Set<Point> points() {
      return Set.of(Point.START);
    }

    @Override
    public Supplier<Value> over(StudentBatch batch) {
      Supplier<Tensor> sample = batch.decoded(batch.moved(Point.START, Point.BETWEEN));
      return () -> Value.of(sample.get().subtract(batch.state(Point.BETWEEN)).square().mean());
    }
  }
}
