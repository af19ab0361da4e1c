package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.KoopflowException;
import org.koopflow.core.testing.UntrainedRun;

class OriginTest {
  @TempDir Path folder;

  private Origin read(String text) throws IOException {
    Files.writeString(folder.resolve("provenance.json"), text);
    return Origin.read(folder);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Map<String, Object> said = Map.of("seconds", 1.5, "device", "cpu");
    Origin origin = read(JsonText.of(Origin.of(UntrainedRun.of(1, true, said))));

    assertThat(origin.provenance()).isEqualTo(said);
    assertThat(origin.completed(false)).isTrue();
    assertThat(origin.hasStudent()).isTrue();
    assertThat(origin.isFirstFormat()).isFalse();
  }

  @Test
  void whatIsNotToldIsWhatTheCallerSays() throws IOException {
    Origin origin = read("{\"format\": \"koopflow-1\", \"models\": [\"teacher\"]}");

    assertThat(origin.completed(true)).isTrue();
    assertThat(origin.completed(false)).isFalse();
    assertThat(origin.hasStudent()).isFalse();
    assertThat(origin.isFirstFormat()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{                        | is not valid JSON",
        "{} {}                    | is not valid JSON",
        "null                     | holds null, and a JSON object is wanted",
        "3                        | holds a number, and a JSON object is wanted",
        "[1]                      | holds an array, and a JSON object is wanted",
        "{'format': 'koopflow-9'} | tells of format 'koopflow-9', this version reads koopflow-1",
        "{}                       | tells of format '', this version reads koopflow-1",
      })
  void anythingElseIsRefused(String text, String reason) {
    assertThatThrownBy(() -> read(text.replace('\'', '"')))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContainingAll("provenance.json'", reason);
  }
}
