package org.koopflow.numerics.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void isTheMiddleOfAnOddNumberInAnyOrder() {
    assertThat(Median.of(DoubleStream.of(9, -1, 2))).isEqualTo(2);
  }

  @Test
  void isTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(Median.of(DoubleStream.of(100, 1, 4, -7))).isEqualTo(2.5);
  }

  @Test
  void ofNoneIsNotANumber() {
    assertThat(Median.of(DoubleStream.empty())).isNaN();
  }
}
