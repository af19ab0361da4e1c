package org.koopflow.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.space.Space;

class DomainTest {
  private final Domain domain =
      new Domain(Space.of(1).withConditions(3), List.of(0.5, 0.3, 0.2), true);
  private final Domain labelled =
      new Domain(Space.of(1).withConditions(2), List.of(0.25, 0.75), false);

  @Test
  void aClassIsItsUnitVectorAndNoLabelTheLast() {
    assertThat(domain.classes()).isEqualTo(2);
    Batch condition = domain.condition(new int[] {1, Domain.NO_LABEL, 0});
    assertThat(condition).isEqualTo(Batch.of(3, 3, 0, 1, 0, 0, 0, 1, 1, 0, 0));
    Batch rows = domain.space().join(Batch.zeros(3, 1), Optional.of(condition));
    assertThat(domain.labels(rows).orElseThrow()).containsExactly(1, Domain.NO_LABEL, 0);
  }

  @Test
  void classesAreDrawnAsOftenAsTheirSharesSay() {
    int count = 40_000;
    Batch drawn = domain.draw(count, new SplittableRandom(2)).orElseThrow();
    for (int k = 0; k < 3; k++) {
      double sum = 0;
      for (int row = 0; row < count; row++) {
        sum += drawn.get(row, k);
      }
      double share = domain.shares().get(k);
      // Five standard deviations.
      assertThat(sum / count).isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / count)));
    }
  }

  @Test
  void aClassThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> domain.condition(new int[] {2}))
        .isInstanceOf(SpecificationException.class)
        .hasMessage("classes are numbered 0 to 1, or none for all together, got 2");
    assertThatThrownBy(() -> labelled.condition(new int[] {Domain.NO_LABEL}))
        .isInstanceOf(SpecificationException.class)
        .hasMessage("classes are numbered 0 to 1, got none");
    assertThatThrownBy(() -> Domain.of(Space.of(2)).condition(new int[] {0}))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("no condition");
  }

  /** One that no row has was trained by nobody. */
  @Test
  void aClassWithoutRowsIsRefused() {
    Domain gap = new Domain(Space.of(1).withConditions(3), List.of(0.6, 0.0, 0.4), false);
    assertThatThrownBy(() -> gap.condition(new int[] {1}))
        .isInstanceOf(SpecificationException.class)
        .hasMessage("classes are 0, 2, got 1");
  }

  @Test
  void rowsOfUnknownClassHaveNoLabelWhereThatIsOne() {
    Batch x = Batch.of(2, 1, 5, 6);
    assertThat(domain.rows(x, Optional.empty())).isEqualTo(Batch.of(2, 4, 5, 0, 0, 1, 6, 0, 0, 1));
    assertThatThrownBy(() -> labelled.rows(x, Optional.empty()))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("data.unlabelled");
    assertThat(labelled.rows(x, Optional.of(new int[] {1, 0})))
        .isEqualTo(Batch.of(2, 3, 5, 0, 1, 6, 1, 0));
  }

  @Test
  void withoutAConditionNothingIsDrawn() {
    SplittableRandom random = new SplittableRandom(3);
    assertThat(Domain.of(Space.of(2)).draw(5, random)).isEmpty();
    assertThat(random.nextLong()).isEqualTo(new SplittableRandom(3).nextLong());
  }
}
