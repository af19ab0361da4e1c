package org.koopflow.parts.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.koopflow.api.SpecificationException;
import org.koopflow.numerics.file.DataFiles;

/**
 * Which fields of a line are wanted.
 *
 * @param data indices of the columns of the data, in their order
 * @param label index of the column of the classes; -1 if there is none
 */
record CsvColumns(int[] data, int label) {
  /** Names of columns that a message shows. */
  private static final int SHOWN = 20;

  /**
   * Finds the columns that are asked for.
   *
   * @param file the file, for messages
   * @param layout names or numbers of the columns
   * @param names names of all columns; empty if the file has none
   * @param count number of all columns
   */
  static CsvColumns of(Path file, Csv.Layout layout, List<String> names, int count) {
    Finder finder = new Finder(file, names, count);
    int label =
        layout.labelColumn().isEmpty() ? -1 : finder.find("labelColumn", layout.labelColumn());
    List<Integer> data = new ArrayList<>();
    for (String column : layout.columns()) {
      int found = finder.find("columns", column);
      if (data.contains(found)) {
        throw finder.wrong("columns", column, "which occurs twice");
      }
      data.add(found);
    }
    for (int j = 0; layout.columns().isEmpty() && j < count; j++) {
      if (j != label) {
        data.add(j);
      }
    }
    return new CsvColumns(data.stream().mapToInt(Integer::intValue).toArray(), label);
  }

  private record Finder(Path file, List<String> names, int count) {
    int find(String key, String column) {
      if (Collections.frequency(names, column) > 1) {
        throw wrong(key, column, "the name of several columns; give its number");
      }
      if (names.contains(column)) {
        return names.indexOf(column);
      }
      if (column.matches("\\d{1,9}")
          && Integer.parseInt(column) >= 1
          && Integer.parseInt(column) <= count) {
        return Integer.parseInt(column) - 1;
      }
      throw wrong(
          key,
          column,
          names.isEmpty()
              ? "but its first line names no columns; they have the numbers 1 to " + count
              : "which it does not have; its columns are " + known());
    }

    private String known() {
      String first =
          names.stream().limit(SHOWN).map(DataFiles::printable).collect(Collectors.joining(", "));
      return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
    }

    SpecificationException wrong(String key, String column, String why) {
      return new SpecificationException(
          "data." + key + " asks '" + file + "' for column '" + column + "', " + why);
    }
  }
}
