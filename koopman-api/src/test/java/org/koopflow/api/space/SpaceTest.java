package org.koopflow.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.tensor.ImageLayout;

class SpaceTest {
  private final Space space = Space.of(2).withConditions(3);
  private final Batch rows = Batch.of(2, 5, 1, 2, 0, 1, 0, 3, 4, 1, 0, 0);

  @Test
  void rowsAreStateThenCondition() {
    assertThat(space.columns()).isEqualTo(5);
    assertThat(space.state(rows)).isEqualTo(Batch.of(2, 2, 1, 2, 3, 4));
    assertThat(space.condition(rows)).contains(Batch.of(2, 3, 0, 1, 0, 1, 0, 0));
    assertThat(space.join(space.state(rows), space.condition(rows))).isEqualTo(rows);
  }

  @Test
  void aConditionHasNoVelocity() {
    Batch moving = space.moving(Batch.ofDoubles(1, 2, 7, 8));
    assertThat(moving).isEqualTo(Batch.ofDoubles(1, 5, 7, 8, 0, 0, 0));
    assertThat(moving.precision()).isEqualTo(Precision.FLOAT64);
  }

  /** So that what has no condition takes the way it always took. */
  @Test
  void withoutAConditionRowsAreStatesThemselves() {
    Space plain = Space.of(5);
    assertThat(plain.state(rows)).isSameAs(rows);
    assertThat(plain.condition(rows)).isEmpty();
    assertThat(plain.moving(rows)).isSameAs(rows);
  }

  @Test
  void rowsOfAnotherSizeAreRefused() {
    assertThatThrownBy(() -> space.state(Batch.zeros(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vectors of 2 under a condition of 3")
        .hasMessageContaining("5 columns, got 2");
    assertThatThrownBy(() -> space.join(Batch.zeros(1, 2), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 of a condition, got 2 and 0");
    assertThatThrownBy(() -> Space.of(4).moving(Batch.zeros(1, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anImageFitsItsSpace() {
    ImageLayout image = new ImageLayout(3, 4, 5);
    assertThat(Space.of(image).dimension()).isEqualTo(60);
    assertThat(Space.of(image).withConditions(2).image()).contains(image);
    assertThat(Space.of(image)).hasToString("images of 3 x 4 x 5");
    assertThatThrownBy(() -> new Space(61, Optional.of(image), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("60 coordinates, the space has 61");
    assertThatThrownBy(() -> new Space(0, Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Space(2, Optional.empty(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
