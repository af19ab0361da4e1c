package org.koopflow.numerics.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;

/** The distances between two fixed sets against values computed elsewhere. */
class DistancesReferenceTest {
  private static final double TOLERANCE = 1e-9;
  private static JsonNode reference;
  private static Batch a;
  private static Batch b;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream stream = DistancesReferenceTest.class.getResourceAsStream("distances.json")) {
      reference = new ObjectMapper().readTree(stream);
    }
    a = batch("a");
    b = batch("b");
  }

  private static Batch batch(String name) {
    JsonNode rows = reference.get(name);
    int columns = rows.get(0).size();
    double[] data = new double[rows.size() * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = rows.get(i / columns).get(i % columns).asDouble();
    }
    return Batch.ofDoubles(rows.size(), columns, data);
  }

  private static void assertBoth(Distance distance, String name) {
    double expected = reference.get("expected").get(name).asDouble();
    assertThat(distance.between(a, b)).isCloseTo(expected, within(TOLERANCE));
    assertThat(distance.between(b, a)).isCloseTo(expected, within(TOLERANCE));
  }

  @Test
  void slicedWasserstein() {
    assertBoth(new SlicedWasserstein(batch("directions")), "slicedWasserstein");
  }

  @Test
  void exactWasserstein() {
    assertBoth(new ExactWasserstein(), "wasserstein2");
  }

  @Test
  void energyDistance() {
    assertBoth(new EnergyDistance(), "energy");
  }

  @Test
  void maximumMeanDiscrepancy() {
    assertBoth(new MaximumMeanDiscrepancy(1.5), "mmdUnbiasedRbf1.5");
  }

  @Test
  void frechetDistance() {
    assertBoth(new FrechetDistance(), "frechet");
  }
}
