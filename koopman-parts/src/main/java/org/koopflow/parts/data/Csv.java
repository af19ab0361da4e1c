package org.koopflow.parts.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.koopflow.api.Batch;
import org.koopflow.numerics.file.DataFiles;

/**
 * Tables of numbers as text, one row per line. The first line decides what separates the fields:
 * semicolons if it has any, else commas, else tabs, else spaces. It is a header if none of its
 * fields is a number. Blank lines and lines that begin with {@code #} are passed over. Numbers have
 * a decimal point; {@code nan} and {@code inf} are numbers too, for the caller to judge.
 *
 * <p>The reader is our own because CSV libraries split at one character: they cannot read columns
 * aligned by runs of spaces, and would still leave the conversion and checking of numbers to us.
 */
public final class Csv {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final Path file;
  private Pattern separator;
  private int columns;
  private int columnsFrom;
  private int count;
  private float[] values = new float[1024];

  private Csv(Path file) {
    this.file = file;
  }

  /**
   * Reads a file in UTF-8.
   *
   * @param file the file
   * @return one row per line of numbers, single precision
   * @throws org.koopflow.api.KoopflowException if the file cannot be read, a field is not a number,
   *     or a line has more or fewer fields than the first; the message gives the line, from 1
   */
  public static Batch read(Path file) {
    return DataFiles.read(file, path -> new Csv(path).parse());
  }

  private Batch parse() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          accept(number, text);
        }
      }
    }
    if (count == 0) {
      throw DataFiles.damaged(file, "it has no row of numbers");
    }
    return Batch.of(count / columns, columns, Arrays.copyOf(values, count));
  }

  private void accept(int line, String text) {
    boolean first = separator == null;
    if (first) {
      separator = separator(text);
    }
    String[] fields = separator.split(text, -1);
    if (first) {
      columns = fields.length;
      columnsFrom = line;
      if (Arrays.stream(fields).noneMatch(field -> isNumber(field.strip()))) {
        return;
      }
    }
    if (fields.length != columns) {
      throw DataFiles.damaged(
          file,
          "line "
              + line
              + " has "
              + fields.length
              + " fields, but line "
              + columnsFrom
              + " has "
              + columns);
    }
    if ((long) count + columns > Integer.MAX_VALUE - 8) {
      throw DataFiles.damaged(file, "it has more numbers than an array can hold");
    }
    if (count + columns > values.length) {
      long doubled = Math.max(2L * values.length, (long) count + columns);
      values = Arrays.copyOf(values, (int) Math.min(doubled, Integer.MAX_VALUE - 8));
    }
    for (int j = 0; j < columns; j++) {
      values[count++] = number(line, j, fields[j].strip());
    }
  }

  private static Pattern separator(String line) {
    for (String candidate : new String[] {";", ",", "\t"}) {
      if (line.contains(candidate)) {
        return Pattern.compile(candidate, Pattern.LITERAL);
      }
    }
    return SPACES;
  }

  private float number(int line, int column, String field) {
    if (!isNumber(field)) {
      throw DataFiles.damaged(
          file,
          "line "
              + line
              + ", field "
              + (column + 1)
              + (field.isEmpty()
                  ? " is empty"
                  : " is not a number: '" + DataFiles.printable(field) + "'"));
    }
    return isSpecial(field) ? special(field) : Float.parseFloat(field);
  }

  private static boolean isNumber(String field) {
    return NUMBER.matcher(field).matches() || isSpecial(field);
  }

  private static boolean isSpecial(String field) {
    return field.length() >= 3 && SPECIAL.matcher(field).matches();
  }

  private static final Pattern SPECIAL =
      Pattern.compile("[+-]?(?:nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private static float special(String field) {
    if (Character.toLowerCase(field.charAt(field.length() - 1)) == 'n') {
      return Float.NaN;
    }
    return field.charAt(0) == '-' ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
  }
}
