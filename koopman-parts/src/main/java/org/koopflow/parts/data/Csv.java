package org.koopflow.parts.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.numerics.file.DataFiles;

/**
 * Tables of numbers as text, one row per line. Unless it is told, the first line decides what
 * separates the fields: semicolons if it has any, else commas, else tabs, else spaces. It is a
 * header if none of its fields is a number. Blank lines and lines that begin with {@code #} are
 * passed over. Numbers have a decimal point; {@code nan} and {@code inf} are numbers too, for the
 * caller to judge. Names of columns and classes may stand in double quotes, which are taken off;
 * what separates fields separates them inside quotes too.
 *
 * <p>The reader is our own because CSV libraries split at one character: they cannot read columns
 * aligned by runs of spaces, and would still leave the conversion and checking of numbers to us.
 */
public final class Csv {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?");

  /** No number needs more digits, and reading one takes the square of their number. */
  private static final int LONGEST_NUMBER = 400;

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final Path file;
  private final Layout layout;
  private final Classes classes = new Classes();
  private Pattern separator;
  private CsvColumns columns;
  private int fields;
  private int fieldsFrom;
  private int rows;
  private int count;
  private float[] values = new float[1024];

  private Csv(Path file, Layout layout) {
    this.file = file;
    this.layout = layout;
  }

  /**
   * What is where in a table. Columns are named as in the header, or numbered from 1.
   *
   * @param delimiter what separates the fields: one character, {@code tab}, or {@code space} for
   *     runs of white space; empty to be told by the first line
   * @param labelColumn the column of the classes; empty for none
   * @param columns the columns of the numbers, in this order; empty for all but that of the classes
   */
  record Layout(String delimiter, String labelColumn, List<String> columns) {
    /** Columns of numbers alone. */
    static final Layout PLAIN = new Layout("", "", List.of());

    Layout {
      InvalidSettingException.require(
          delimiter.matches("(?s)|tab|space|[^A-Za-z0-9.+\\-#\"\r\n]"),
          "delimiter",
          "must be one character that is no part of a number, tab or space, got '"
              + DataFiles.printable(delimiter)
              + "'");
    }

    private Pattern separator(String line) {
      return switch (delimiter) {
        case "" -> Csv.separator(line);
        case "space", " " -> SPACES;
        case "tab" -> Pattern.compile("\t");
        default -> Pattern.compile(delimiter, Pattern.LITERAL);
      };
    }
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
    return read(file, Layout.PLAIN).rows();
  }

  /**
   * Reads a file in UTF-8.
   *
   * @param file the file
   * @param layout what is where in it
   * @return one row per line of numbers, single precision, and their classes
   * @throws org.koopflow.api.SpecificationException if it does not have a column asked for
   * @throws org.koopflow.api.KoopflowException if the file cannot be read, a field of the data is
   *     not a number, or a line has more or fewer fields than the first; the message gives the
   *     line, from 1
   */
  static Points read(Path file, Layout layout) {
    return DataFiles.read(file, path -> new Csv(path, layout).parse());
  }

  private Points parse() throws IOException {
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
    if (rows == 0) {
      throw DataFiles.damaged(file, "it has no row of numbers");
    }
    return new Points(
        Batch.of(rows, columns.data().length, Arrays.copyOf(values, count)),
        columns.label() < 0 ? Optional.empty() : Optional.of(classes.labels()));
  }

  private void accept(int line, String text) {
    if (separator == null) {
      separator = layout.separator(text);
      String[] first = separator.split(text, -1);
      fields = first.length;
      fieldsFrom = line;
      boolean header = Arrays.stream(first).noneMatch(field -> isNumber(field.strip()));
      List<String> names = header ? Arrays.stream(first).map(Csv::unquoted).toList() : List.of();
      columns = CsvColumns.of(file, layout, names, fields);
      if (header) {
        return;
      }
    }
    String[] row = separator.split(text, -1);
    if (row.length != fields) {
      throw DataFiles.damaged(
          file,
          "line "
              + line
              + " has "
              + row.length
              + " fields, but line "
              + fieldsFrom
              + " has "
              + fields);
    }
    add(line, row);
  }

  private void add(int line, String[] row) {
    int[] wanted = columns.data();
    if ((long) count + wanted.length > Integer.MAX_VALUE - 8) {
      throw DataFiles.damaged(file, "it has more numbers than an array can hold");
    }
    if (count + wanted.length > values.length) {
      long doubled = Math.max(2L * values.length, (long) count + wanted.length);
      values = Arrays.copyOf(values, (int) Math.min(doubled, Integer.MAX_VALUE - 8));
    }
    for (int column : wanted) {
      values[count++] = number(line, column, row[column].strip());
    }
    if (columns.label() >= 0) {
      String label = unquoted(row[columns.label()]);
      if (label.isEmpty()) {
        throw DataFiles.damaged(
            file, "line " + line + ", field " + (columns.label() + 1) + " is empty, not a class");
      }
      classes.add(label);
    }
    rows++;
  }

  private static String unquoted(String field) {
    String text = field.strip();
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).strip()
        : text;
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
    if (field.length() > LONGEST_NUMBER) {
      throw DataFiles.damaged(
          file,
          "line "
              + line
              + ", field "
              + (column + 1)
              + " has "
              + field.length()
              + " characters, and numbers of at most "
              + LONGEST_NUMBER
              + " are read");
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
