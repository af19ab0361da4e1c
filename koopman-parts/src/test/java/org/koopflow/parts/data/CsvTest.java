package org.koopflow.parts.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.testkit.Failures;

class CsvTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("given.csv"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2.5,-3e-1\n4,.5,6.\n",
        "1;2.5;-3e-1\r\n4;.5;6.\r\n",
        "1\t2.5\t-3e-1\n4\t.5\t6.",
        "  1   2.5 -3e-1\n 4    .5  6.\n",
        "x,y,z\n1, 2.5 ,-3e-1\n4,.5,6.\n",
        "\uFEFFx;y;z\n\n1;2.5;-3e-1\n\n+4;.5;6.\n\n",
        "# made by a program, at noon\n1 2.5 -3e-1\n# half way\n4 .5 6.\n"
      })
  void readsTables(String text) throws IOException {
    assertThat(Csv.read(file(text))).isEqualTo(Batch.of(2, 3, 1, 2.5f, -0.3f, 4, 0.5f, 6));
  }

  @Test
  void readsOneColumn() throws IOException {
    assertThat(Csv.read(file("value\n1\n2\n"))).isEqualTo(Batch.of(2, 1, 1, 2));
  }

  @Test
  void readsManyRows() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append(i).append(',').append(-i).append('\n');
    }
    Batch rows = Csv.read(file(text.toString()));
    assertThat(rows.rows()).isEqualTo(5000);
    assertThat(rows.get(4999, 0)).isEqualTo(4999);
    assertThat(rows.get(4999, 1)).isEqualTo(-4999);
  }

  @Test
  void leavesNonFiniteNumbersToTheCaller() throws IOException {
    assertThat(Csv.read(file("NaN,-inf\nInfinity,nan\n1e39,0\n")).floats())
        .containsExactly(
            Float.NaN,
            Float.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            0);
  }

  @Test
  void namesTheLineOfARaggedRow() throws IOException {
    Path file = file("x,y\n1,2\n\n3,4,5\n");
    Failures.assertFails(() -> Csv.read(file), "given.csv", "line 4 has 3 fields", "line 1 has 2");
    Path shorter = file("1,2\n3\n");
    Failures.assertFails(() -> Csv.read(shorter), "line 2 has 1 fields");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "1d", "0x1p3", "1,5", "--1", "1e", "NA", "1 2", "٣"})
  void namesTheLineOfWhatIsNotANumber(String field) throws IOException {
    Path file = file("1;2\n3;" + field + "\n");
    Failures.assertFails(
        () -> Csv.read(file), "given.csv", "line 2, field 2 is not a number: '" + field + "'");
  }

  @Test
  void aFirstLineWithSomeNumbersIsNoHeader() throws IOException {
    Path file = file("1,two\n3,4\n");
    Failures.assertFails(() -> Csv.read(file), "line 1, field 2", "'two'");
  }

  @Test
  void namesTheLineOfAnEmptyField() throws IOException {
    Path file = file("1,2,3\n4,,6\n");
    Failures.assertFails(() -> Csv.read(file), "line 2, field 2 is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing\n", "x,y\n"})
  void refusesFilesWithoutNumbers(String text) throws IOException {
    Path file = file(text);
    Failures.assertFails(() -> Csv.read(file), "given.csv", "no row of numbers");
  }

  @Test
  void refusesBinaryFilesInOneShortLine() throws IOException {
    Path binary = Files.write(folder.resolve("given.csv"), new byte[] {'1', '\n', (byte) 0xff});
    Failures.assertFails(() -> Csv.read(binary), "given.csv", "not text in UTF-8");
    String junk = "1,2\n3,\u0000\u0007" + "x".repeat(1000) + "\n";
    Path text = Files.write(binary, junk.getBytes(StandardCharsets.UTF_8));
    Failures.assertFails(() -> Csv.read(text), "'??xxx", "...'");
  }

  @Test
  void namesFilesThatAreNotThere() {
    Failures.assertFails(() -> Csv.read(folder.resolve("absent.csv")), "no file", "absent.csv");
  }
}
