package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the product says of itself: its plug-ins, its help and its version. */
class PluginsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void pluginsAreListedForPeopleAndPrograms() throws IOException {
    Console people = Console.of("plugins");
    assertThat(people.code()).isZero();
    assertThat(people.out()).contains("backend\n  djl ", "\nsampler\n", "  dopri5");

    assertThat(people.out().lines())
        .anyMatch(line -> line.matches("  pade .* \\(not differentiable\\)"))
        .anyMatch(
            line -> line.matches("  block .* \\(differentiable; for rotation-scaling blocks\\)"))
        .anyMatch(line -> line.matches("  block .* \\(rotation-scaling blocks\\)"));

    JsonNode list = JSON.readTree(Console.of("plugins", "--json").out());
    for (JsonNode entry : list) {
      if (entry.get("kind").asText().equals("exponential")) {
        boolean closed = entry.get("name").asText().equals("block");
        assertThat(entry.get("structures").size()).isEqualTo(closed ? 1 : 0);
        assertThat(entry.get("differentiable").isBoolean()).isTrue();
      }
      assertThat(entry.has("figures")).isEqualTo(entry.get("kind").asText().equals("metric"));
      if (entry.get("name").asText().equals("frechet")) {
        assertThat(entry.at("/needs").toString())
            .isEqualTo("[\"classes of the data\",\"pictures\",\"gradients\"]");
        assertThat(entry.at("/figures/0/key").asText()).isEqualTo("frechet");
        assertThat(entry.at("/figures/0/better").asText()).isEqualTo("lower");
      }
      assertThat(entry.has("structure")).isEqualTo(entry.get("kind").asText().equals("operator"));
    }
    List<String> names = new ArrayList<>();
    list.forEach(entry -> names.add(entry.get("kind").asText() + " " + entry.get("name").asText()));
    assertThat(names).contains("backend djl", "teacher cfm", "lifting mlp", "sampler koopman");
    assertThat(list)
        .allSatisfy(
            entry -> {
              assertThat(entry.get("summary").asText()).isNotBlank();
              assertThat(entry.get("settings").isObject()).isTrue();
              assertThat(entry.get("available").isBoolean()).isTrue();
            });
  }

  @Test
  void helpAndVersionAreThere() {
    String list = Console.of("--help").out();
    // The list is picocli's own, of all commands it knows.
    List<String> commands =
        Pattern.compile("(?m)^  ([a-z]+) +\\S")
            .matcher(list.substring(list.indexOf("\nCommands:")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(commands).contains("run", "resume", "prune", "report", "bench", "plugins");
    for (String command : commands) {
      Console help = Console.of(command, "--help");
      assertThat(help.code()).as(command).isZero();
      assertThat(help.out()).startsWith("Usage: koopflow " + command + " ");
      assertThat(help.err()).isEmpty();
    }
    assertThat(Console.of("--version").out())
        .matches("(?s)koopflow \\d+\\.\\d+\\.\\d+.* on Java .*");
  }
}
