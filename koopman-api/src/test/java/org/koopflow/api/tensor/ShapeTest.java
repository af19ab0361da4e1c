package org.koopflow.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes of known size, and of any number of rows. */
class ShapeTest {
  private static final Shape ANY = Shape.anyRows(6);

  /** What is computed with R rows and then asked for n is what is computed with n rows. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  void anyNumberOfRowsBecomesEachNumber(int n) {
    Shape fixed = new Shape(n, 6);
    assertThat(ANY.at(n)).isEqualTo(fixed).hasSameHashCodeAs(fixed);
    assertThat(ANY.inRowsOf(3).at(n)).isEqualTo(new Shape(2 * n, 3)).isEqualTo(fixed.inRowsOf(3));
    assertThat(ANY.inRowsOf(3).transpose().at(n)).isEqualTo(new Shape(3, 2 * n));
    assertThat(ANY.concatenate(Axis.ROWS, ANY.inRowsOf(2).with(Axis.COLUMNS, 6)).at(n))
        .isEqualTo(new Shape(4 * n, 6));
    assertThat(ANY.concatenate(Axis.COLUMNS, Shape.anyRows(1)).at(n)).isEqualTo(new Shape(n, 7));
    assertThat(ANY.matmul(new Shape(6, 2)).at(n)).isEqualTo(new Shape(n, 2));
    assertThat(ANY.matmul(ANY.transpose()).at(n)).isEqualTo(new Shape(n, n));
    assertThat(ANY.transpose().matmul(ANY)).isEqualTo(new Shape(6, 6));
    assertThat(ANY.broadcast(new Shape(1, 6)).at(n)).isEqualTo(fixed);
    assertThat(new Shape(1, 1).broadcast(ANY).at(n)).isEqualTo(fixed);
    assertThat(Shape.anyRows(1).broadcast(new Shape(1, 6)).at(n)).isEqualTo(fixed);
    assertThat(ANY.with(Axis.COLUMNS, 2).at(n)).isEqualTo(new Shape(n, 2));
    assertThat(ANY.take(Axis.COLUMNS, Indices.of(5, 0)).at(n)).isEqualTo(new Shape(n, 2));
    assertThat(ANY.slice(Axis.COLUMNS, 2, 5).at(n)).isEqualTo(new Shape(n, 3));
    assertThat(fixed.at(99)).as("known already").isSameAs(fixed);
  }

  @Test
  void sizesAreComparedForEveryNumberOfRows() {
    assertThat(ANY.sameSize(ANY.inRowsOf(1))).isTrue();
    assertThat(ANY.sameSize(ANY.transpose())).isTrue();
    assertThat(ANY.sameSize(Shape.anyRows(5))).isFalse();
    assertThat(ANY.sameSize(new Shape(1, 6))).isFalse();
    assertThat(ANY.matmul(ANY.transpose()).sameSize(Shape.anyRows(1))).isFalse();
    assertThat(new Shape(2, 3).sameSize(new Shape(6, 1))).isTrue();
  }

  @Test
  void whatIsNotKnownShows() {
    assertThat(ANY).hasToString("R x 6");
    assertThat(ANY.inRowsOf(3).transpose()).hasToString("3 x 2R");
    assertThat(ANY.isSymbolic()).isTrue();
    assertThat(ANY.isSymbolic(Axis.COLUMNS)).isFalse();
    assertThat(ANY.with(Axis.ROWS, 1).isSymbolic()).isFalse();
    assertThat(ANY).isNotEqualTo(new Shape(1, 6)).isNotEqualTo(Shape.anyRows(5));
  }

  @Test
  void aNumberThatIsNotKnownIsRefused() {
    String why = "the function is recorded for any number R of rows";
    refused(IllegalStateException.class, ANY::rows, "number of rows of R x 6 is not known", why);
    refused(IllegalStateException.class, ANY.transpose()::columns, "of 6 x R is not known", why);
    refused(IllegalStateException.class, ANY::size, "number of entries of R x 6", why);
    refused(IllegalStateException.class, () -> ANY.along(Axis.ROWS), why);
    Shape square = ANY.matmul(ANY.transpose());
    refused(IllegalStateException.class, () -> square.inRowsOf(1), "entries of R x R", why);
    assertThat(ANY.columns()).isEqualTo(6);
  }

  @Test
  void aKnownLengthDoesNotMeetAnUnknownOne() {
    Class<IllegalArgumentException> wrong = IllegalArgumentException.class;
    Shape three = new Shape(3, 6);
    String mixed = "any number R of rows cannot be matched with a fixed one";
    refused(wrong, () -> ANY.broadcast(three), "R x 6 and 3 x 6 do not broadcast", mixed);
    refused(wrong, () -> three.broadcast(ANY), "3 x 6 and R x 6 do not broadcast", mixed);
    refused(wrong, () -> ANY.concatenate(Axis.ROWS, three), "along ROWS", mixed);
    refused(wrong, () -> ANY.concatenate(Axis.COLUMNS, three), "along COLUMNS", mixed);
    refused(wrong, () -> ANY.transpose().matmul(three), "6 x R by 3 x 6", mixed);
    refused(wrong, () -> ANY.broadcast(ANY.inRowsOf(3)), "sizes must be equal or 1");
    refused(wrong, () -> ANY.inRowsOf(4), "entries of R x 6 do not fill rows of 4 columns");
    refused(wrong, () -> ANY.requireWhole(Axis.ROWS, List.of(three)), "into parts of [3]");
    refused(wrong, () -> ANY.requireWhole(Axis.ROWS, List.of(ANY, ANY)), "into parts of [R, R]");
    refused(wrong, () -> ANY.at(0), "at least one row, got 0");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Class<IllegalArgumentException> wrong = IllegalArgumentException.class;
    Shape shape = new Shape(2, 3);
    refused(wrong, () -> new Shape(0, 2), "got 0 x 2");
    refused(wrong, () -> new Shape(-1, 2), "got -1 x 2");
    refused(wrong, () -> Shape.anyRows(0), "at least one row and one column");
    refused(wrong, () -> shape.broadcast(new Shape(3, 3)), "sizes must be equal or 1");
    refused(wrong, () -> shape.matmul(shape), "inner sizes differ");
    refused(wrong, () -> shape.slice(Axis.ROWS, 1, 3), "cannot slice 2 x 3 along ROWS from 1 to 3");
    refused(wrong, () -> ANY.slice(Axis.ROWS, 3, 3), "cannot slice");
    refused(wrong, () -> shape.concatenate(Axis.ROWS, new Shape(2, 2)), "other sizes differ");
  }

  private static void refused(Class<?> type, ThrowingCallable call, String... messages) {
    assertThatThrownBy(call).isInstanceOf(type);
    for (String message : messages) {
      assertThatThrownBy(call).hasMessageContaining(message);
    }
  }
}
