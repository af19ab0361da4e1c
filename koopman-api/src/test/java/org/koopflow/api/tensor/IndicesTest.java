package org.koopflow.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.koopflow.api.tensor.Indices.Run;

class IndicesTest {
  @Test
  void keepTheirNumbers() {
    int[] given = {3, 0, Indices.ZERO};
    Indices indices = Indices.of(given);
    given[0] = 7;
    indices.toArray()[1] = 7;
    assertThat(indices.toArray()).containsExactly(3, 0, -1);
    assertThat(indices.length()).isEqualTo(3);
    assertThat(indices.get(2)).isEqualTo(Indices.ZERO);
    assertThat(indices.largest()).isEqualTo(3);
    assertThat(Indices.of(Indices.ZERO).largest()).isEqualTo(Indices.ZERO);
  }

  @Test
  void equalListsAreEqual() {
    assertThat(Indices.of(4, i -> 3 - i))
        .isEqualTo(Indices.of(3, 2, 1, 0))
        .hasSameHashCodeAs(Indices.of(3, 2, 1, 0))
        .isNotEqualTo(Indices.of(3, 2, 1))
        .isNotEqualTo(Indices.of(3, 2, 1, Indices.ZERO));
  }

  @Test
  void neighboursRunTogether() {
    assertThat(Indices.of(4, 5, 6, -1, -1, 0, 1, 1, 0).runs())
        .containsExactly(
            new Run(4, 3), new Run(Indices.ZERO, 2), new Run(0, 2), new Run(1, 1), new Run(0, 1));
    assertThat(Indices.of(-1).runs()).containsExactly(new Run(Indices.ZERO, 1));
    assertThat(Indices.of(-1, 0, 1).runs())
        .as("a zero is no neighbour of the first")
        .containsExactly(new Run(Indices.ZERO, 1), new Run(0, 2));
  }

  @Test
  void refuseWhatIsNoIndex() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Indices.of())
        .withMessage("a list of indices needs at least one, got none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Indices.of(0, -2))
        .withMessage("an index is 0 or more, or -1 for a zero, got -2");
    assertThat(new Shape(3, 4).take(Axis.COLUMNS, Indices.of(3, -1))).isEqualTo(new Shape(3, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shape(3, 4).take(Axis.ROWS, Indices.of(0, 3)))
        .withMessage("cannot take index 3 of 3 x 4 along ROWS: allowed are 0 to 2");
  }

  @Test
  void aLongListIsShownInPart() {
    assertThat(Indices.of(1, 2)).hasToString("[1, 2]");
    assertThat(Indices.of(100, i -> i)).hasToString("[0, 1, 2, 3, 4, 5, 6, 7, ... 100 in all]");
  }
}
