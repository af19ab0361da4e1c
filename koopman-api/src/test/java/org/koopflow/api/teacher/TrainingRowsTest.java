package org.koopflow.api.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.space.Space;

class TrainingRowsTest {
  private static final Space SPACE = Space.of(1).withConditions(3);
  private static final Batch ROWS = Batch.of(2, 4, 7, 1, 0, 0, 8, 0, 1, 0);

  @Test
  void withoutASharePlainRowsAreDrawn() {
    Batch plain = Batch.of(3, 1, 1, 2, 3);
    assertThat(TrainingRows.of(plain).draw(20, new SplittableRandom(4)))
        .isEqualTo(RandomStreams.draw(plain, 20, new SplittableRandom(4)));
    assertThat(new TrainingRows(SPACE, ROWS, 0).draw(20, new SplittableRandom(4)))
        .isEqualTo(RandomStreams.draw(ROWS, 20, new SplittableRandom(4)));
  }

  @Test
  void theShareLosesItsLabelAndNothingElse() {
    int size = 20_000;
    Batch drawn = new TrainingRows(SPACE, ROWS, 0.3).draw(size, new SplittableRandom(4));
    int unlabelled = 0;
    for (int row = 0; row < size; row++) {
      boolean first = drawn.get(row, 0) == 7;
      boolean lost = drawn.get(row, 3) == 1;
      unlabelled += lost ? 1 : 0;
      assertThat(drawn.get(row, 1)).isEqualTo(first && !lost ? 1 : 0);
      assertThat(drawn.get(row, 2)).isEqualTo(!first && !lost ? 1 : 0);
    }
    // Five standard deviations.
    assertThat((double) unlabelled / size).isCloseTo(0.3, within(5 * Math.sqrt(0.21 / size)));
    assertThat(ROWS).isEqualTo(Batch.of(2, 4, 7, 1, 0, 0, 8, 0, 1, 0));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new TrainingRows(SPACE, Batch.zeros(2, 3), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("have 4 columns");
    for (double share : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new TrainingRows(SPACE, ROWS, share))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("share in [0, 1)");
    }
    assertThatThrownBy(() -> new TrainingRows(Space.of(4), ROWS, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("condition of two");
  }
}
