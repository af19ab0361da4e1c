package org.koopflow.testkit.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Every entry a parameter. */
public final class DenseOperatorProvider implements OperatorProvider<NoSettings> {
  @Override
  public String name() {
    return "dense";
  }

  @Override
  public String summary() {
    return "every entry a parameter";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public KoopmanOperator create(NoSettings settings, OperatorContext context) {
    return new Dense(context.layout());
  }

  private record Dense(StateLayout layout) implements KoopmanOperator {
    @Override
    public List<Parameter> parameters() {
      int m = layout.observables();
      List<Parameter> all =
          new ArrayList<>(
              List.of(
                  new Parameter("b", new Shape(m, 1), Initializer.constant(0)),
                  new Parameter("a", new Shape(m, 1), Initializer.constant(0)),
                  new Parameter("matrix", new Shape(m, m), Initializer.normal(0.1))));
      if (layout.conditions() > 0) {
        Shape drive = new Shape(m, layout.conditions());
        all.add(new Parameter("drive", drive, Initializer.constant(0)));
      }
      return all;
    }

    @Override
    public Tensor generator(Scope scope) {
      return layout.generator(
          scope,
          scope.parameter("b"),
          scope.parameter("a"),
          layout.conditions() == 0 ? Optional.empty() : Optional.of(scope.parameter("drive")),
          scope.parameter("matrix"));
    }
  }
}
