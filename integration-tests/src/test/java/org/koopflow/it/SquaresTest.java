package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.spec.ExperimentReader;

/** The README's plug-in, used as a stranger would use it. */
class SquaresTest {
  @Test
  void isSelectedByNameAndTrained() {
    Koopflow koopflow = Koopflow.create();
    RunResult result =
        koopflow.run(
            new ExperimentReader(koopflow.plugins())
                .preset(
                    "eight-gaussians",
                    "lifting.type=squares",
                    "teacher.training.steps=30",
                    "training.steps=30",
                    "training.pool.size=512",
                    "training.pool.blockSize=512",
                    "data.samples=2000",
                    "data.testSamples=500",
                    "evaluation.samples=500",
                    "evaluation.energySamples=100",
                    "evaluation.speedBatch=0"));
    Matrix generator = result.showing().orElseThrow().generator();
    assertThat(generator.rows()).isEqualTo(2 + 4);
    assertThat(generator.get(1, 0)).isCloseTo(1, within(0.0));
    assertThat(result.metrics().get("relativeResidual")).isInstanceOf(Double.class);
    assertThat((double) result.metrics().get("relativeResidual")).isFinite().isPositive();
  }
}
