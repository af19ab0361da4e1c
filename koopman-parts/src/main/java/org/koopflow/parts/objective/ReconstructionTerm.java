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
 * Decoding undoes lifting, on the path and at its end: {@code mean (D(Phi(t, xt)) - xt)^2 + mean
 * (D(Phi(1, x1)) - x1)^2}.
 */
public final class ReconstructionTerm implements TermProvider<TermSettings> {
  /** Creates the provider. */
  public ReconstructionTerm() {}

  @Override
  public String name() {
    return "reconstruction";
  }

  @Override
  public String summary() {
    return "decoding undoes lifting";
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
      return Set.of(Need.TRAJECTORIES, Need.POINTS);
    }

    @Override
    public Set<Point> points() {
      return Set.of(Point.END, Point.PATH);
    }

    @Override
    public Supplier<Value> over(StudentBatch batch) {
      Supplier<Tensor> atEnd = batch.decoded(batch.lifted(Point.END));
      Supplier<Tensor> onPath = batch.decoded(batch.lifted(Point.PATH));
      return () -> {
        Tensor end = atEnd.get().subtract(batch.state(Point.END)).square().mean();
        Tensor path = onPath.get().subtract(batch.state(Point.PATH)).square().mean();
        return Value.of(end.add(path));
      };
    }
  }
}
