package org.koopflow.parts.lifting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Liftings that keep a few linear combinations of another one's observables: {@code g = P h(t, x)}
 * with the base's {@code h}. The base decodes {@code B g + p(t) + D c}: what was not kept is the
 * same for all states under one condition c, a path over time that the condition shifts. Without a
 * condition it is {@code B g + p(t)}. A model whose lesser modes were pruned lifts this way.
 *
 * <p>Who computes such a lifting elsewhere writes it down by these names of settings and
 * parameters, with m observables kept of the base's M and k coordinates of the condition:
 *
 * <table>
 * <caption>What a projected lifting is made of</caption>
 * <tr><th>name</th><th>kind</th><th>what it is</th></tr>
 * <tr><td>{@code dimension}</td><td>setting</td><td>m</td></tr>
 * <tr><td>{@code terms}</td><td>setting</td><td>number of rows of {@code path}</td></tr>
 * <tr><td>{@code base}</td><td>setting</td><td>the base: its type and its settings</td></tr>
 * <tr><td>{@code base.*}</td><td>parameters</td><td>those of the base, under this prefix</td></tr>
 * <tr><td>{@code projection}</td><td>parameter</td><td>P, m x M</td></tr>
 * <tr><td>{@code basis}</td><td>parameter</td><td>B, M x m</td></tr>
 * <tr><td>{@code path}</td><td>parameter</td><td>coefficients of p, terms x M: one row for each
 * Chebyshev polynomial {@code T_k} of the time, brought from {@link FlowTime} to the interval from
 * -1 to 1</td></tr>
 * <tr><td>{@code drive}</td><td>parameter</td><td>D, M x k; there is none without a
 * condition</td></tr>
 * </table>
 */
public final class ProjectedLiftingProvider
    implements LiftingProvider<ProjectedLiftingProvider.Settings> {
  private static final String BASE = "base";
  private static final String PROJECTION = "projection";
  private static final String BASIS = "basis";
  private static final String PATH = "path";
  private static final String DRIVE = "drive";

  /**
   * What is kept of which lifting.
   *
   * @param dimension number m of observables kept, at least 1 and at most as many as the base has
   * @param terms number of terms of the path of what was not kept, a Chebyshev series in time; at
   *     least 1, which is a constant
   * @param base the lifting that is projected
   */
  public record Settings(int dimension, int terms, Selection<LiftingProvider<?>> base) {
    /**
     * Checks the ranges.
     *
     * @param dimension number m of observables kept
     * @param terms number of terms of the path of what was not kept
     * @param base the lifting that is projected
     */
    public Settings {
      Ranges.requireSize("dimension", dimension);
      Ranges.requireSize("terms", terms);
    }
  }

  /** Creates the provider. */
  public ProjectedLiftingProvider() {}

  @Override
  public String name() {
    return "projected";
  }

  @Override
  public String summary() {
    return "a few linear combinations of another lifting's observables, as pruning leaves them";
  }

  @Override
  public Settings defaults() {
    return new Settings(16, 8, Selection.of("mlp"));
  }

  @Override
  public Lifting create(Settings settings, LiftingContext context) {
    Lifting base = context.liftings().create(settings.base, context.space());
    int all = base.layout().observables();
    if (settings.dimension > all) {
      throw new InvalidSettingException(
          "dimension",
          "must be at most the "
              + all
              + " observables of base '"
              + settings.base.type()
              + "', got "
              + settings.dimension);
    }
    return new Projected(
        new StateLayout(context.space().conditions(), settings.dimension), settings.terms, base);
  }

  private record Projected(StateLayout layout, int terms, Lifting base) implements Lifting {
    @Override
    public Space space() {
      return base.space();
    }

    @Override
    public List<Parameter> parameters() {
      int m = layout.observables();
      int all = base.layout().observables();
      List<Parameter> parameters = new ArrayList<>(Parameter.under(BASE, base.parameters()));
      parameters.add(
          new Parameter(PROJECTION, new Shape(m, all), Initializer.normal(1 / Math.sqrt(all))));
      parameters.add(new Parameter(BASIS, new Shape(all, m), Initializer.normal(1 / Math.sqrt(m))));
      parameters.add(new Parameter(PATH, new Shape(terms, all), Initializer.constant(0)));
      if (layout.conditions() > 0) {
        parameters.add(
            new Parameter(DRIVE, new Shape(all, layout.conditions()), Initializer.constant(0)));
      }
      return parameters;
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      return base.observables(scope.in(BASE), t, x).matmul(scope.parameter(PROJECTION).transpose());
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      Tensor t = layout.time(z);
      Tensor kept = layout.observables(z).matmul(scope.parameter(BASIS).transpose());
      Tensor moved = kept.add(polynomials(scope, t).matmul(scope.parameter(PATH)));
      Optional<Tensor> condition = layout.condition(z);
      Tensor whole =
          condition.map(c -> moved.add(c.matmul(scope.parameter(DRIVE).transpose()))).orElse(moved);
      return base.decode(scope.in(BASE), base.layout().assemble(scope, t, condition, whole));
    }

    /** {@code T_k = 2 s T_(k-1) - T_(k-2)}, rows x terms. */
    private Tensor polynomials(Scope scope, Tensor t) {
      double scale = 2 / (FlowTime.DATA - FlowTime.NOISE);
      Tensor s = t.add(-FlowTime.NOISE).multiply(scale).add(-1);
      Tensor first = scope.filled(t.shape(), 1);
      List<Tensor> others = new ArrayList<>();
      Tensor before = first;
      Tensor last = s;
      for (int k = 1; k < terms; k++) {
        others.add(last);
        Tensor next = s.multiply(last).multiply(2).subtract(before);
        before = last;
        last = next;
      }
      return others.isEmpty() ? first : first.concatenate(Axis.COLUMNS, others);
    }

    @Override
    public Weights adapt(Weights drawn, Batch t, Batch x) {
      Map<String, Batch> values = new LinkedHashMap<>(drawn.values());
      values.putAll(base.adapt(drawn.in(BASE), t, x).under(BASE).values());
      return new Weights(values);
    }
  }
}
