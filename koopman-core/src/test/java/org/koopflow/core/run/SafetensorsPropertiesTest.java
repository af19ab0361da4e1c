package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Weights;

class SafetensorsPropertiesTest {
  private static final Path FILE = Path.of("weights.safetensors");

  @Provide
  Arbitrary<Weights> weights() {
    Arbitrary<Batch> batch =
        Combinators.combine(
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers().between(1, 5),
                Arbitraries.of(true, false),
                Arbitraries.doubles().ofScale(17))
            .as(
                (rows, columns, wide, value) ->
                    wide
                        ? Batch.ofDoubles(
                            rows,
                            columns,
                            java.util.stream.IntStream.range(0, rows * columns)
                                .mapToDouble(i -> value / (i + 1))
                                .toArray())
                        : Batch.filled(rows, columns, value));
    return Arbitraries.maps(Arbitraries.strings().ofMinLength(1).ofMaxLength(6), batch)
        .ofMaxSize(6)
        .map(LinkedHashMap::new)
        .map(Weights::new);
  }

  @Property(tries = 200)
  void everythingSurvivesAndTheBytesAreDetermined(@ForAll("weights") Weights weights) {
    byte[] bytes = Safetensors.encode(weights, Map.of("k", "v"));

    Weights read = Safetensors.decode(bytes, FILE).weights();

    assertThat(read.values().keySet()).containsExactlyElementsOf(weights.values().keySet());
    weights
        .values()
        .forEach((name, value) -> assertThat(read.get(name).doubles()).isEqualTo(value.doubles()));
    assertThat(Safetensors.encode(read, Map.of("k", "v"))).isEqualTo(bytes);
  }

  /** A flipped bit may change a number or a name, but never lead to anything but a clean answer. */
  @Property(tries = 500)
  void aFlippedBitNeverCrashesTheReader(
      @ForAll("weights") Weights weights, @ForAll @IntRange(min = 0, max = 1 << 20) int at) {
    byte[] bytes = Safetensors.encode(weights, Map.of());
    int bit = at % (8 * bytes.length);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);

    assertThatCode(
            () -> {
              try {
                Safetensors.decode(bytes, FILE);
              } catch (KoopflowException expected) {
                assertThat(expected).hasMessageContaining("weights.safetensors");
                assertThat(expected.getMessage().lines()).hasSize(1);
              }
            })
        .doesNotThrowAnyException();
  }
}
