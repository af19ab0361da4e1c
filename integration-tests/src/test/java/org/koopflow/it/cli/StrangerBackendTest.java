package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Batch;
import org.koopflow.numerics.file.Npy;

/**
 * A backend of a stranger, which has no gradients, samples and measures what another one trained.
 */
@ExtendWith(Stranger.Resolver.class)
class StrangerBackendTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path scratch;

  private static Stranger stranger;

  @BeforeAll
  static void find(Stranger found) {
    stranger = found;
  }

  private static JsonNode metrics() throws IOException {
    return JSON.readTree(stranger.run().resolve("metrics.json").toFile());
  }

  private Batch sample(Product from, String... words) throws Exception {
    Path file = scratch.resolve("samples.npy");
    String[] all =
        Stream.concat(
                Stream.of(
                    "sample",
                    stranger.run().toString(),
                    "-n",
                    "200",
                    "--force",
                    "--out",
                    file.toString()),
                Stream.of(words))
            .toArray(String[]::new);
    Console said = from.start(all);
    assertThat(said.code()).as(said.err()).isZero();
    return Npy.read(file).values();
  }

  /** Rounding errors of two libraries in single precision; the values are of order 1. */
  @Test
  void theOtherBackendDrawsTheSameSamples() throws Exception {
    for (String sampler : new String[] {"koopman", "ralston"}) {
      Batch here = sample(stranger.bare(scratch), "--sampler", sampler, "--backend", "heap");
      Batch there = sample(stranger.product(), "--sampler", sampler);
      assertThat(here.rows()).isEqualTo(200);
      for (int i = 0; i < there.size(); i++) {
        assertThat(here.doubles()[i])
            .as("%s, number %s", sampler, i)
            .isCloseTo(there.doubles()[i], within(1e-5));
      }
    }
  }

  @Test
  void theOtherBackendMeasuresTheSame() throws Exception {
    Console said =
        stranger
            .bare(scratch)
            .start("evaluate", stranger.run().toString(), "--backend", "heap", "--json");
    assertThat(said.code()).as(said.err()).isZero();
    JsonNode here = JSON.readTree(said.out());
    JsonNode there = metrics();
    for (String figure :
        new String[] {
          "/student/slicedWasserstein", "/teacher/energy", "/endMse", "/relativeResidual"
        }) {
      double expected = there.at(figure).asDouble();
      assertThat(expected).isPositive();
      assertThat(here.at(figure).asDouble())
          .as(figure)
          .isCloseTo(expected, within(1e-3 * expected));
    }
  }

  @Test
  void theOtherBackendDoesNotBeginToTrain() throws Exception {
    Path none = scratch.resolve("none");
    for (String command : new String[] {"run", "resume"}) {
      Console said =
          stranger
              .product()
              .start(
                  command,
                  command.equals("run")
                      ? stranger.specification().toString()
                      : stranger.run().toString(),
                  "--set",
                  "backend=heap",
                  "--out",
                  none.toString());
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.out()).isEmpty();
      assertThat(said.err())
          .startsWith("koopflow: backend 'heap' has no gradients, which training needs; train on")
          .contains("djl");
      assertThat(said.err().lines()).hasSize(1);
      assertThat(none).doesNotExist();
    }
  }
}
