package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.testkit.OperatorContract;

/** Mistakes in what an operator and its provider may override. */
class BrokenOperatorsTest {
  /** The rows of the observables as they are. */
  private static class Rows implements KoopmanOperator {
    private final StateLayout layout;

    Rows(StateLayout layout) {
      this.layout = layout;
    }

    @Override
    public StateLayout layout() {
      return layout;
    }

    @Override
    public List<Parameter> parameters() {
      Shape all = new Shape(layout.observables(), layout.dimension());
      return List.of(new Parameter("rows", all, Initializer.normal(0.1)));
    }

    @Override
    public Tensor generator(Scope scope) {
      Tensor rows = scope.parameter("rows");
      return layout.generator(
          scope,
          rows.slice(Axis.COLUMNS, 0, 1),
          layout.time(rows),
          layout.condition(rows),
          layout.observables(rows));
    }

    @Override
    public Optional<Weights> parametersOf(Matrix generator) {
      Batch rows = generator.toBatch().rows(layout.indexOf(0), layout.dimension());
      return Optional.of(new Weights(Map.of("rows", rows)));
    }
  }

  /** A diagonal and one column times one row. */
  private static final class OneColumn extends Rows {
    OneColumn(StateLayout layout) {
      super(layout);
    }

    @Override
    public List<Parameter> parameters() {
      Shape column = new Shape(layout().observables(), 1);
      return List.of(
          new Parameter("diagonal", column, Initializer.normal(1)),
          new Parameter("column", column, Initializer.normal(1)));
    }

    @Override
    public Tensor generator(Scope scope) {
      Tensor column = scope.parameter("column");
      Tensor identity = scope.constant(Matrix.identity(layout().observables()).toBatch());
      Tensor matrix =
          identity
              .multiply(scope.parameter("diagonal"))
              .add(column.matmul(column.tanh().transpose()));
      return layout().generator(scope, column, column, Optional.empty(), matrix);
    }
  }

  private static OperatorContract<NoSettings> contract(
      Structure structure, Function<StateLayout, KoopmanOperator> operator) {
    final class Provider extends Named implements OperatorProvider<NoSettings> {
      @Override
      public KoopmanOperator create(NoSettings settings, OperatorContext context) {
        return operator.apply(context.layout());
      }

      @Override
      public Structure structure() {
        return structure;
      }
    }
    return Provider::new;
  }

  private static void assertFound(
      Consumer<OperatorContract<NoSettings>> test, Function<StateLayout, KoopmanOperator> mistake) {
    assertFinds(test, contract(Structure.DENSE, Rows::new), contract(Structure.DENSE, mistake));
  }

  @Test
  void aCountThatLeavesSomethingOut() {
    assertFound(
        OperatorContract::countsItsParameters,
        layout ->
            new Rows(layout) {
              @Override
              public long parameterCount() {
                return (long) layout.observables() * layout.observables();
              }
            });
  }

  @Test
  void parametersOfAnotherGenerator() {
    assertFound(
        OperatorContract::takesTheGeneratorItPromises,
        layout ->
            new Rows(layout) {
              @Override
              public Optional<Weights> parametersOf(Matrix generator) {
                return super.parametersOf(generator.transpose());
              }
            });
  }

  @Test
  void parametersOfAnotherName() {
    assertFound(
        OperatorContract::takesTheGeneratorItPromises,
        layout ->
            new Rows(layout) {
              @Override
              public Optional<Weights> parametersOf(Matrix generator) {
                return super.parametersOf(generator).map(weights -> weights.under("operator"));
              }
            });
  }

  @Test
  void parametersOfLowPrecision() {
    assertFound(
        OperatorContract::takesTheGeneratorItPromises,
        layout ->
            new Rows(layout) {
              @Override
              public Optional<Weights> parametersOf(Matrix generator) {
                return super.parametersOf(generator.map(entry -> (float) (entry / 3) * 3));
              }
            });
  }

  @Test
  void structuresThatAreNotThere() {
    Consumer<OperatorContract<NoSettings>> test = OperatorContract::keepsItsStructure;
    OperatorContract<NoSettings> dense = contract(Structure.DENSE, Rows::new);
    OperatorContract<NoSettings> low = contract(Structure.DIAGONAL_PLUS_LOW_RANK, OneColumn::new);
    assertFinds(test, dense, contract(Structure.ROTATION_SCALING_BLOCKS, Rows::new));
    assertFinds(test, dense, contract(Structure.DISSIPATIVE, Rows::new));
    assertFinds(test, low, contract(Structure.DIAGONAL_PLUS_LOW_RANK, Rows::new));
    assertFinds(test, dense, contract(new Structure("own", "one's own"), Rows::new));
  }

  @Test
  void aConditionThatMoves() {
    assertFound(
        OperatorContract::keepsACondition,
        layout ->
            new Rows(layout) {
              @Override
              public Tensor generator(Scope scope) {
                double[] moving = new double[layout.dimension() * layout.dimension()];
                if (layout.conditions() > 0) {
                  moving[2 * layout.dimension() + 1] = 1e-9;
                }
                Batch all = Batch.ofDoubles(layout.dimension(), layout.dimension(), moving);
                return super.generator(scope).add(scope.constant(all));
              }
            });
  }

  @Test
  void aConditionThatIsNotInTheLayout() {
    assertFound(
        OperatorContract::keepsACondition,
        layout -> new Rows(new StateLayout(layout.observables())));
  }

  /** Only the first of two coordinates. */
  @Test
  void aConditionThatDrivesNothing() {
    assertFound(
        OperatorContract::isDrivenByACondition,
        layout ->
            new Rows(layout) {
              @Override
              public Tensor generator(Scope scope) {
                int n = layout.dimension();
                double[] kept = new double[n * n];
                for (int i = 0; i < kept.length; i++) {
                  kept[i] = layout.conditions() > 0 && i % n == layout.affine() - 1 ? 0 : 1;
                }
                return super.generator(scope).multiply(scope.constant(Batch.ofDoubles(n, n, kept)));
              }
            });
  }

  @Test
  void aParameterThatIsIdleUnderACondition() {
    assertFound(
        OperatorContract::declaresWhatItUses,
        layout ->
            new Rows(layout) {
              @Override
              public List<Parameter> parameters() {
                Parameter rows = super.parameters().get(0);
                Parameter idle = new Parameter("idle", new Shape(1, 1), Initializer.constant(0));
                return layout.conditions() == 0 ? List.of(rows) : List.of(rows, idle);
              }
            });
  }

  @Test
  void aCountThatLeavesTheConditionOut() {
    assertFound(
        OperatorContract::countsItsParameters,
        layout ->
            new Rows(layout) {
              @Override
              public long parameterCount() {
                return (long) layout.observables() * (2 + layout.observables());
              }
            });
  }

  @Test
  void parametersThatForgetTheCondition() {
    assertFound(
        OperatorContract::takesTheGeneratorItPromises,
        layout ->
            new Rows(layout) {
              @Override
              public Optional<Weights> parametersOf(Matrix generator) {
                Matrix forgotten = generator;
                if (layout.conditions() > 0) {
                  double[] entries = generator.toArray();
                  entries[entries.length - layout.observables() - 1] = 0;
                  forgotten = Matrix.of(generator.rows(), generator.columns(), entries);
                }
                return super.parametersOf(forgotten);
              }
            });
  }
}
