package org.koopflow.numerics.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;

class SquaredDistancesTest {
  /** Added up in the order of the coordinates, to the last bit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 11, 784})
  void everyPairIsMeasured(int d) {
    RandomStreams random = new RandomStreams(d);
    Batch x0 = RandomStreams.normal(9, d, random.stream("x0"));
    Batch x1 = RandomStreams.normal(14, d, random.stream("x1"));
    float[] distances = SquaredDistances.ofPairs(x0, x1);
    assertThat(distances).hasSize(9 * 14);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 14; j++) {
        float sum = 0;
        for (int k = 0; k < d; k++) {
          float difference = (float) x0.get(i, k) - (float) x1.get(j, k);
          sum += difference * difference;
        }
        assertThat(distances[i * 14 + j]).isEqualTo(sum);
        assertThat(SquaredDistances.of(x0.doubles(), i, x1.doubles(), j, d))
            .isCloseTo(sum, withinPercentage(1e-3));
      }
    }
  }
}
