package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.testkit.LiftingContract;

/** Mistakes in what a lifting may override. */
class BrokenLiftingsTest {
  /** Three waves around a centre that follows the points, and a linear way back. */
  private static class Waves implements Lifting {
    private final Space space;

    Waves(Space space) {
      this.space = space;
    }

    @Override
    public StateLayout layout() {
      return new StateLayout(space.conditions(), 3);
    }

    @Override
    public Space space() {
      return space;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("centre", new Shape(1, space.dimension()), Initializer.constant(0)),
          new Parameter("waves", new Shape(3, space.columns()), Initializer.normal(1)),
          new Parameter("phases", new Shape(1, 3), Initializer.normal(1)),
          new Parameter(
              "readout",
              new Shape(space.dimension(), layout().dimension()),
              Initializer.normal(1)));
    }

    private Tensor centred(Scope scope, Tensor x) {
      return space.join(space.state(x).subtract(scope.parameter("centre")), space.condition(x));
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      return centred(scope, x)
          .linear(scope.parameter("waves"), scope.parameter("phases"))
          .add(t)
          .sin();
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return z.matmul(scope.parameter("readout").transpose());
    }

    @Override
    public Optional<Weights> decoderOf(Matrix readout) {
      return Optional.of(new Weights(Map.of("readout", readout.toBatch())));
    }

    @Override
    public Weights adapt(Weights drawn, Batch t, Batch x) {
      Map<String, Batch> values = new LinkedHashMap<>(drawn.values());
      values.put("centre", space.state(x.rows(0, 1)));
      return new Weights(values);
    }
  }

  private static LiftingContract<NoSettings> contract(UnaryOperator<Waves> mistake) {
    final class Provider extends Named implements LiftingProvider<NoSettings> {
      @Override
      public Lifting create(NoSettings settings, LiftingContext context) {
        return mistake.apply(new Waves(context.space()));
      }
    }
    return Provider::new;
  }

  private static void assertFound(
      Consumer<LiftingContract<NoSettings>> test, UnaryOperator<Waves> mistake) {
    assertFinds(test, contract(UnaryOperator.identity()), contract(mistake));
  }

  @Test
  void aLiftWithOtherObservables() {
    assertFound(
        LiftingContract::fitsItsLayout,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Tensor lift(Scope scope, Tensor t, Tensor x) {
                return layout()
                    .assemble(
                        scope, t, space().condition(x), observables(scope, t, x.multiply(1.001)));
              }
            });
  }

  @Test
  void aLiftWithTheTimeLeftOut() {
    assertFound(
        LiftingContract::fitsItsLayout,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Tensor lift(Scope scope, Tensor t, Tensor x) {
                return layout()
                    .assemble(scope, t.multiply(0), space().condition(x), observables(scope, t, x));
              }
            });
  }

  @Test
  void aLiftThatLosesTheVelocity() {
    assertFound(
        LiftingContract::hasALieDerivative,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Tensor lift(Scope scope, Tensor t, Tensor x) {
                Tensor still = x instanceof Dual dual ? Dual.constant(dual.value()) : x;
                return super.lift(scope, t, still);
              }
            });
  }

  @Test
  void aDecoderThatIsAnotherMap() {
    assertFound(
        LiftingContract::takesTheDecoderItPromises,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Optional<Weights> decoderOf(Matrix readout) {
                return super.decoderOf(readout.times(2));
              }
            });
  }

  @Test
  void aDecoderOfLowPrecision() {
    assertFound(
        LiftingContract::takesTheDecoderItPromises,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Optional<Weights> decoderOf(Matrix readout) {
                return super.decoderOf(readout.map(entry -> (float) (entry / 3) * 3));
              }
            });
  }

  @Test
  void aDecoderWithValuesNobodyAsksFor() {
    assertFound(
        LiftingContract::takesTheDecoderItPromises,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Optional<Weights> decoderOf(Matrix readout) {
                return super.decoderOf(readout)
                    .map(w -> w.and(new Weights(Map.of("centre", Batch.zeros(1, 2)))));
              }
            });
  }

  @Test
  void anAdaptationThatLosesParameters() {
    assertFound(
        LiftingContract::adaptsToPoints,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Weights adapt(Weights drawn, Batch t, Batch x) {
                return new Weights(Map.of("centre", x.rows(0, 1)));
              }
            });
  }

  @Test
  void anAdaptationOfAnotherSize() {
    assertFound(
        LiftingContract::adaptsToPoints,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Weights adapt(Weights drawn, Batch t, Batch x) {
                Map<String, Batch> values = new LinkedHashMap<>(drawn.values());
                values.put("centre", x.rows(0, 2));
                return new Weights(values);
              }
            });
  }

  @Test
  void anAdaptationByChance() {
    int[] asked = {0};
    assertFound(
        LiftingContract::adaptsToPoints,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Weights adapt(Weights drawn, Batch t, Batch x) {
                int row = asked[0]++ % x.rows();
                return super.adapt(drawn, t, x.rows(row, row + 1));
              }
            });
  }

  @Test
  void anAdaptationThatWritesIntoWhatWasDrawn() {
    assertFound(
        LiftingContract::adaptsToPoints,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Weights adapt(Weights drawn, Batch t, Batch x) {
                drawn.get("centre").floats()[0] = 1;
                return drawn;
              }
            });
  }

  @Test
  void aConditionThatIsScaled() {
    assertFound(
        LiftingContract::passesAConditionOn,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Tensor lift(Scope scope, Tensor t, Tensor x) {
                return layout()
                    .assemble(
                        scope,
                        t,
                        space().condition(x).map(c -> c.multiply(1.001)),
                        observables(scope, t, x));
              }
            });
  }

  @Test
  void aConditionLeftOutOfTheLayout() {
    assertFound(
        LiftingContract::passesAConditionOn,
        sound ->
            new Waves(sound.space()) {
              @Override
              public StateLayout layout() {
                return new StateLayout(3);
              }

              @Override
              public Tensor lift(Scope scope, Tensor t, Tensor x) {
                return layout().assemble(scope, t, Optional.empty(), observables(scope, t, x));
              }
            });
  }

  @Test
  void aDecoderOfWholeRows() {
    assertFound(
        LiftingContract::passesAConditionOn,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Tensor decode(Scope scope, Tensor z) {
                return space().join(super.decode(scope, z), layout().condition(z));
              }
            });
  }

  @Test
  void aConditionThatMoves() {
    assertFound(
        LiftingContract::keepsAConditionStill,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Tensor lift(Scope scope, Tensor t, Tensor x) {
                Tensor nothing =
                    t instanceof Dual dual
                        ? t.subtract(Dual.constant(dual.value()))
                        : t.subtract(t);
                return layout()
                    .assemble(
                        scope,
                        t,
                        space().condition(x).map(c -> c.add(nothing)),
                        observables(scope, t, x));
              }
            });
  }

  @Test
  void aParameterThatIsIdleUnderACondition() {
    assertFound(
        LiftingContract::declaresWhatItUses,
        sound ->
            new Waves(sound.space()) {
              @Override
              public List<Parameter> parameters() {
                if (space().conditions() == 0) {
                  return super.parameters();
                }
                List<Parameter> all = new ArrayList<>(super.parameters());
                all.add(new Parameter("idle", new Shape(1, 1), Initializer.constant(0)));
                return all;
              }
            });
  }

  @Test
  void anAdaptationToWholeRows() {
    assertFound(
        LiftingContract::adaptsToPoints,
        sound ->
            new Waves(sound.space()) {
              @Override
              public Weights adapt(Weights drawn, Batch t, Batch x) {
                Map<String, Batch> values = new LinkedHashMap<>(drawn.values());
                values.put("centre", x.rows(0, 1));
                return new Weights(values);
              }
            });
  }
}
