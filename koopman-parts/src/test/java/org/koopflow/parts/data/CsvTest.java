package org.koopflow.parts.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  private Points read(String text, String delimiter, String label, String... columns)
      throws IOException {
    return Csv.read(file(text), new Csv.Layout(delimiter, label, List.of(columns)));
  }

  @ParameterizedTest
  @CsvSource({
    "'1|2\n3|4\n', '|'",
    "'1:2\n3:4\n', ':'",
    "'1\t2\n3\t4\n', tab",
    "'1\t2\n3\t4\n', '\t'",
    "'1   2\n3 \t 4\n', space",
    "'1   2\n3 4\n', ' '",
    "'1,2\n3,4\n', ''",
    "'1,2\n3,4\n', ','"
  })
  void separatesFieldsAsItIsTold(String text, String delimiter) throws IOException {
    assertThat(
            read(text.replace("\\n", "\n").replace("\\t", "\t"), delimiter.replace("\\t", "\t"), "")
                .rows())
        .isEqualTo(Batch.of(2, 2, 1, 2, 3, 4));
  }

  @Test
  void aDelimiterOfTheWrongKindSplitsNothing() throws IOException {
    Path file = file("1,5;2\n");
    Failures.assertFails(
        () -> Csv.read(file, new Csv.Layout(",", "", List.of())), "field 2", "'5;2'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "e", "-", "+", ".", "#", "\"", "tabs", ";;", "\n"})
  void aDelimiterThatNumbersHoldIsRefused(String delimiter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Csv.Layout(delimiter, "", List.of()))
        .withMessageStartingWith("delimiter must be one character")
        .withMessageNotContaining("\n");
  }

  /** Columns that nobody asks for may hold anything. */
  @Test
  void readsTheColumnsAskedForInTheirOrder() throws IOException {
    String text = "id,\"x\",y,note\nA,1,2,good\nB,3,4,\n";
    Batch expected = Batch.of(2, 2, 2, 1, 4, 3);
    assertThat(read(text, "", "", "y", "x").rows()).isEqualTo(expected);
    assertThat(read(text, "", "", "3", "2").rows()).isEqualTo(expected);
    assertThat(read("A,1,2\nB,3,4\n", "", "", "3", "2").rows()).isEqualTo(expected);
    assertThat(read(text, "", "", "y", "x").labels()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'3,0,1', '3,0,1'",
    "'3.0,0.,+1', '3,0,1'",
    "'b,a,b', '0,1,0'",
    "'1,-1,1', '0,1,0'",
    "'1,1.5,1', '0,1,0'",
    "'7,x,7.0', '0,1,2'",
    "'99999999999,1,1', '0,1,1'",
    "'\"b\",a, b ', '0,1,0'"
  })
  void wholeNumbersAreClassesAndAllElseIsCounted(String written, String expected)
      throws IOException {
    StringBuilder text = new StringBuilder("x;class\n");
    for (String label : written.split(",")) {
      text.append("1;").append(label).append('\n');
    }
    int[] labels = Arrays.stream(expected.split(",")).mapToInt(Integer::parseInt).toArray();
    for (String column : List.of("class", "2")) {
      Points points = read(text.toString(), "", column);
      assertThat(points.labels().orElseThrow()).containsExactly(labels);
      assertThat(points.rows()).isEqualTo(Batch.of(3, 1, 1, 1, 1));
    }
  }

  @Test
  void aColumnMayBeClassAndCoordinate() throws IOException {
    Points points = read("1,5\n2,6\n", "", "2", "1", "2");
    assertThat(points.rows()).isEqualTo(Batch.of(2, 2, 1, 5, 2, 6));
    assertThat(points.labels().orElseThrow()).containsExactly(5, 6);
  }

  @Test
  void refusesColumnsItDoesNotHave() throws IOException {
    Path named = file("a,b,b\n1,2,3\n");
    Csv.Layout label = new Csv.Layout("", "kind", List.of());
    Failures.assertRefuses(
        () -> Csv.read(named, label), "data.labelColumn", "given.csv", "'kind'", "are a, b, b");
    for (String column : List.of("4", "0", "-1", "A", "")) {
      Failures.assertRefuses(
          () -> Csv.read(named, new Csv.Layout("", "", List.of(column))),
          "data.columns",
          "'" + column + "'",
          "its columns are a, b, b");
    }
    Failures.assertRefuses(
        () -> Csv.read(named, new Csv.Layout("", "b", List.of())), "several columns", "number");
    Failures.assertRefuses(
        () -> Csv.read(named, new Csv.Layout("", "", List.of("a", "1"))), "'1'", "occurs twice");
    Path plain = file("1,2\n");
    Failures.assertRefuses(
        () -> Csv.read(plain, label), "'kind'", "names no columns", "numbers 1 to 2");
  }

  @Test
  void refusesRowsWithoutAClass() throws IOException {
    Path file = file("x,class\n1,a\n2,\n");
    Failures.assertFails(
        () -> Csv.read(file, new Csv.Layout("", "class", List.of())),
        "given.csv",
        "line 3, field 2 is empty, not a class");
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
