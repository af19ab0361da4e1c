package org.koopflow.api.koopman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;

class StateLayoutTest {
  private final StateLayout layout = new StateLayout(2);

  @Test
  void partsStandWhereTheLayoutSays() {
    Batch z = Batch.of(1, 4, 1, 0.5f, 7, 8);
    assertThat(layout.dimension()).isEqualTo(4);
    assertThat(layout.one(z).get(0, 0)).isEqualTo(1);
    assertThat(layout.time(z).get(0, 0)).isEqualTo(0.5);
    assertThat(layout.observables(z)).isEqualTo(Batch.of(1, 2, 7, 8));
    assertThat(layout.indexOf(1)).isEqualTo(3);
    assertThatThrownBy(() -> layout.indexOf(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aGeneratorKeepsConstantAndTime() {
    double[][] rows = {{0, 0, 0, 0}, {1, 0, 0, 0}, {5, 6, 7, 8}, {1, 2, 3, 4}};
    Matrix good = Matrix.ofRows(rows);
    assertThat(layout.require(good)).isSameAs(good);
    rows[0][2] = 1e-9;
    assertThatThrownBy(() -> layout.require(Matrix.ofRows(rows)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dt/dt = 1");
    assertThatThrownBy(() -> layout.require(Matrix.identity(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 x 4");
    assertThatThrownBy(() -> new StateLayout(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aConditionStandsBetweenTimeAndObservables() {
    StateLayout conditioned = new StateLayout(2, 1);
    Batch z = Batch.of(1, 5, 1, 0.5f, 7, 8, 9);
    assertThat(conditioned.dimension()).isEqualTo(5);
    assertThat(conditioned.affine()).isEqualTo(4);
    assertThat(conditioned.indexOf(0)).isEqualTo(4);
    assertThat(conditioned.condition(z)).contains(Batch.of(1, 2, 7, 8));
    assertThat(conditioned.observables(z)).isEqualTo(Batch.of(1, 1, 9));
    assertThat(layout.condition(Batch.zeros(1, 4))).isEmpty();
    assertThat(conditioned.affineAt(0.5)).isEqualTo(Matrix.of(4, 1, 1, 0.5, 0, 0));
    assertThat(layout.affineAt(0.5)).isEqualTo(Matrix.of(2, 1, 1, 0.5));
    double[][] rows = {
      {0, 0, 0, 0, 0}, {1, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {5, 6, 7, 8, 9}
    };
    conditioned.require(Matrix.ofRows(rows));
    rows[3][4] = 1e-9;
    assertThatThrownBy(() -> conditioned.require(Matrix.ofRows(rows)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keeps a condition as it is");
    assertThatThrownBy(() -> new StateLayout(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
