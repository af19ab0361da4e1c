package org.koopflow.parts.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.tensor.ImageLayout;

/** Bars lie where their class says, and have the brightness they should have. */
class BarsTest {
  private static final GeneratedSource.Settings ROWS = new GeneratedSource.Settings(4000, 50);

  private static Dataset load(GeneratedSource.Settings rows, int size, double noise, long seed) {
    return new Bars()
        .create(new Bars.Settings(rows, size, noise), new DataContext(new RandomStreams(seed)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8})
  void aBarLiesWhereItsClassSays(int size) {
    Dataset data = load(ROWS, size, 0, 1);
    ImageLayout image = data.image().orElseThrow();
    assertThat(image).isEqualTo(new ImageLayout(1, size, size));
    int[] labels = data.trainLabels().orElseThrow();
    int[] counts = new int[Bars.CLASSES];
    double[] places = new double[Bars.CLASSES];
    for (int i = 0; i < labels.length; i++) {
      Batch row = data.train().rows(i, i + 1);
      double sum = 0;
      double place = 0;
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          double pixel = row.get(0, image.column(0, y, x));
          int line = labels[i] < 2 ? y : x;
          assertThat(pixel).isBetween(0.0, 1.0);
          // Along the bar nothing changes.
          assertThat(pixel)
              .isEqualTo(row.get(0, labels[i] < 2 ? image.column(0, y, 0) : image.column(0, 0, x)));
          sum += pixel;
          place += pixel * (line + 0.5) / size;
        }
      }
      assertThat(sum).isEqualTo(size * size / 4.0, within(1e-5 * sum));
      counts[labels[i]]++;
      places[labels[i]] += place / sum;
    }
    for (int k = 0; k < Bars.CLASSES; k++) {
      assertThat(counts[k]).isBetween(850, 1150);
      // In the middle of its half, on the whole. A pixel that is covered in part counts for its
      // middle, so a quarter that no pixels fill is off by a little.
      assertThat(places[k] / counts[k])
          .as("class %d", k)
          .isEqualTo(0.25 + k % 2 * 0.5, within(0.02));
    }
  }

  @Test
  void noiseIsWhatItIsSaidToBe() {
    Batch clear = load(ROWS, 8, 0, 1).test().rows(0, 1);
    Batch noisy = load(ROWS, 8, 0.2, 1).test().rows(0, 1);
    double squares = 0;
    for (int j = 0; j < 64; j++) {
      squares += Math.pow(noisy.get(0, j) - clear.get(0, j), 2) / 64;
    }
    assertThat(Math.sqrt(squares)).isEqualTo(0.2, within(0.06));
  }

  @Test
  void moreOfOnePartLeavesTheOtherAsItWas() {
    Dataset few = load(new GeneratedSource.Settings(30, 20), 8, 0.05, 3);
    Dataset more = load(new GeneratedSource.Settings(60, 90), 8, 0.05, 3);
    assertThat(more.train().rows(0, 30)).isEqualTo(few.train());
    assertThat(more.test().rows(0, 20)).isEqualTo(few.test());
    assertThat(load(new GeneratedSource.Settings(30, 20), 8, 0.05, 4).train())
        .isNotEqualTo(few.train());
  }

  @ParameterizedTest
  @CsvSource({"3, 0.1, size", "1025, 0.1, size", "8, -0.1, noise", "8, NaN, noise"})
  void whatMakesNoImageIsRefused(int size, double noise, String setting) {
    assertThatThrownBy(() -> new Bars.Settings(ROWS, size, noise))
        .isInstanceOfSatisfying(
            InvalidSettingException.class,
            refusal -> assertThat(refusal.setting()).isEqualTo(setting));
  }
}
