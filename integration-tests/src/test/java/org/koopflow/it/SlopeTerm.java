package org.koopflow.it;

import java.util.Set;
import java.util.function.Supplier;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.parts.objective.TermSettings;

/** A term by somebody else that means nothing without velocities: the size of the slopes. */
final class SlopeTerm implements TermProvider<TermSettings> {
  static final String NAME = "gentle-slopes";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "the lifting changes slowly along the teacher's flow";
  }

  @Override
  public TermSettings defaults() {
    return new TermSettings(0.01);
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
    public Supplier<Value> over(StudentBatch batch) {
      return () -> Value.of(batch.lieDerivative().square().mean());
    }
  }
}
