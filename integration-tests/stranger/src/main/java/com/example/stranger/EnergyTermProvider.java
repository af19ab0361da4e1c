package com.example.stranger;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Tensor;

/**
 * A term by somebody else: one-step samples have as much energy as the teacher's, {@code mean
 * (|D(e^L Phi(0, x0))|^2 - |x1|^2)^2}. Reports the mean difference, {@code energyGained}.
 */
public final class EnergyTermProvider implements TermProvider<EnergyTermProvider.Settings> {
  /**
   * Its settings.
   *
   * @param weight what it is multiplied by
   * @param scale energies are measured in units of this
   */
  public record Settings(double weight, double scale) {
    /**
     * Checks the ranges.
     *
     * @param weight what it is multiplied by
     * @param scale unit of energy
     */
    public Settings {
      InvalidSettingException.require(weight >= 0, "weight", "must be >= 0, got " + weight);
      InvalidSettingException.require(scale > 0, "scale", "must be positive, got " + scale);
    }
  }

  /** Creates the provider. */
  public EnergyTermProvider() {}

  @Override
  public String name() {
    return "energy-kept";
  }

  @Override
  public String summary() {
    return "one-step samples have as much energy as the teacher's";
  }

  @Override
  public Settings defaults() {
    return new Settings(0.01, 1);
  }

  @Override
  public ObjectiveTerm create(Settings settings, TermContext context) {
    return new Term(settings.weight, settings.scale);
  }

  private record Term(double weight, double scale) implements ObjectiveTerm {
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
      Supplier<Tensor> sample = batch.decoded(batch.moved(Point.START, Point.END));
      return () -> {
        Tensor gained = energy(sample.get()).subtract(energy(batch.state(Point.END)));
        return new Value(gained.square().mean(), Map.of("energyGained", gained.mean()));
      };
    }

    private Tensor energy(Tensor x) {
      return x.square().sum(Axis.COLUMNS).multiply(1 / scale);
    }
  }
}
