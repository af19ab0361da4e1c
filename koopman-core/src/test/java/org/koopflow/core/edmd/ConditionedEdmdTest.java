package org.koopflow.core.edmd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.core.testing.Models;
import org.koopflow.parts.lifting.Decoder;
import org.koopflow.parts.lifting.PolynomialLiftingProvider;

/** A flow that is linear in the state and driven by its class, which closed form must give back. */
class ConditionedEdmdTest {
  private static final double RATE = -0.7;

  /** Where each class is drawn to: {@code dx/dt = RATE x + TOWARDS[class]}. */
  private static final double[] TOWARDS = {2, -1, 0.5};

  /** One-hot classes sum to the constant, so the drive is known up to what the constant takes. */
  @Test
  void theDriveOfEveryClassIsFound() {
    PolynomialLiftingProvider provider = new PolynomialLiftingProvider();
    Lifting lifting =
        provider.create(
            new PolynomialLiftingProvider.Settings(
                1, false, Decoder.LINEAR, provider.defaults().network()),
            new LiftingContext(Space.of(1).withConditions(TOWARDS.length), Models.NETWORKS, null));
    int rows = 600;
    int columns = lifting.space().columns();
    SplittableRandom random = new SplittableRandom(5);
    double[] t = random.doubles(rows).toArray();
    double[] x = new double[rows * columns];
    double[] v = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      int label = random.nextInt(TOWARDS.length);
      x[i * columns] = random.nextDouble(-2, 2);
      x[i * columns + 1 + label] = 1;
      v[i * columns] = RATE * x[i * columns] + TOWARDS[label];
    }
    GeneratorEdmd edmd = new GeneratorEdmd(lifting, Weights.EMPTY);
    edmd.add(
        Batch.ofDoubles(rows, 1, t),
        Batch.ofDoubles(rows, columns, x),
        Batch.ofDoubles(rows, columns, v));
    GeneratorEdmd.Fit fit = edmd.solve(0);

    StateLayout layout = lifting.layout();
    assertThat(layout).isEqualTo(new StateLayout(TOWARDS.length, 1));
    Matrix generator = layout.require(fit.generator());
    int g = layout.indexOf(0);
    assertThat(fit.relativeResidual()).isLessThan(1e-20);
    assertThat(generator.get(g, g)).isCloseTo(RATE, within(1e-10));
    assertThat(generator.get(g, 1)).isCloseTo(0, within(1e-10));
    for (int k = 0; k < TOWARDS.length; k++) {
      assertThat(generator.get(g, 0) + generator.get(g, 2 + k))
          .isCloseTo(TOWARDS[k], within(1e-10));
    }
    assertThat(fit.readout().rows()).isEqualTo(1);
    assertThat(fit.readout().get(0, g)).isCloseTo(1, within(1e-10));
  }
}
