package org.koopflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.Dataset;

class DataHashTest {
  private static final Batch ROWS = Batch.of(2, 2, 1, 2, 3, 4);

  private static Dataset labelled(String name, Batch train, Batch test, int... labels) {
    return new Dataset(name, train, test, Optional.of(labels), Optional.empty(), Optional.empty());
  }

  @Test
  void isTheDigestOfSizesNumbersAndLabels() throws Exception {
    Batch train = RandomStreams.normal(30_000, 2, new RandomStreams(1).stream("x"));
    int[] labels = new int[30_000];
    labels[17] = 5;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(30_000);
      out.writeInt(2);
      for (float value : train.floats()) {
        out.writeFloat(value);
      }
      out.writeInt(labels.length);
      for (int label : labels) {
        out.writeInt(label);
      }
      out.writeInt(2);
      out.writeInt(2);
      for (float value : ROWS.floats()) {
        out.writeFloat(value);
      }
      out.writeInt(-1);
    }
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    assertThat(DataHash.of(labelled("any", train, ROWS, labels)))
        .isEqualTo(HexFormat.of().formatHex(expected))
        .hasSize(64);
  }

  @Test
  void differsWithEveryPartButTheName() {
    List<String> hashes = new ArrayList<>();
    hashes.add(DataHash.of(Dataset.of("a", ROWS, ROWS)));
    hashes.add(DataHash.of(Dataset.of("a", ROWS, Batch.of(2, 2, 1, 2, 3, 5))));
    hashes.add(DataHash.of(Dataset.of("a", Batch.of(2, 2, 1, 2, 3, 5), ROWS)));
    hashes.add(
        DataHash.of(Dataset.of("a", Batch.of(1, 4, 1, 2, 3, 4), Batch.of(1, 4, 1, 2, 3, 4))));
    hashes.add(DataHash.of(labelled("a", ROWS, ROWS, 0, 1)));
    hashes.add(DataHash.of(labelled("a", ROWS, ROWS, 1, 0)));
    hashes.add(DataHash.of(Dataset.of("a", Batch.of(2, 1, 0, 1), Batch.of(2, 1, 0, 1))));
    hashes.add(DataHash.of(Dataset.of("a", Batch.of(2, 1, -0f, 1), Batch.of(2, 1, 0, 1))));
    assertThat(hashes).doesNotHaveDuplicates();
    assertThat(DataHash.of(Dataset.of("b", ROWS, ROWS))).isEqualTo(hashes.get(0));
  }
}
