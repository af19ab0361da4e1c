package org.koopflow.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
  private final Batch batch = Batch.of(2, 3, 1, 2, 3, 4, 5, 6);

  @Test
  void isRowMajor() {
    assertThat(batch.get(0, 2)).isEqualTo(3);
    assertThat(batch.get(1, 0)).isEqualTo(4);
    assertThatThrownBy(() -> batch.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> batch.get(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void needsAsManyNumbersAsItsSize() {
    assertThatThrownBy(() -> Batch.of(2, 3, 1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a batch of 2 x 3 needs 6 numbers, got 2");
  }

  @Test
  void rowsAndColumnsAreCut() {
    assertThat(batch.rows(1, 2)).isEqualTo(Batch.of(1, 3, 4, 5, 6));
    assertThat(batch.columns(1, 3)).isEqualTo(Batch.of(2, 2, 2, 3, 5, 6));
    assertThat(batch.gather(new int[] {1, 0, 1}))
        .isEqualTo(Batch.of(3, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6));
    assertThat(Batch.stack(List.of(batch, batch.rows(0, 1))))
        .isEqualTo(Batch.of(3, 3, 1, 2, 3, 4, 5, 6, 1, 2, 3));
    assertThatThrownBy(() -> Batch.stack(List.of(batch, Batch.zeros(1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 and 2");
  }

  @Test
  void precisionIsKeptAndChanged() {
    Batch third = Batch.ofDoubles(1, 1, 1 / 3.);
    assertThat(third.precision()).isEqualTo(Precision.FLOAT64);
    assertThat(third.get(0, 0)).isEqualTo(1 / 3.);
    assertThat(third.to(Precision.FLOAT32).get(0, 0)).isEqualTo((double) (1 / 3f));
    assertThat(third.to(Precision.FLOAT64)).isSameAs(third);
    assertThat(batch.doubles()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void whatIsNotFiniteIsSeen() {
    assertThat(batch.isFinite()).isTrue();
    assertThat(Batch.of(1, 2, 0, Float.NaN).isFinite()).isFalse();
    assertThat(Batch.ofDoubles(1, 2, 0, Double.NEGATIVE_INFINITY).isFinite()).isFalse();
  }
}
