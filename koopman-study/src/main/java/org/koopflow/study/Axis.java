package org.koopflow.study;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.SpecificationException;

/**
 * One setting a study varies.
 *
 * @param key path of the setting, such as {@code teacher.coupling}
 * @param values what it is set to in turn, as after {@code --set key=}
 */
public record Axis(String key, List<String> values) {
  /**
   * Copies the list.
   *
   * @param key path of the setting
   * @param values what it is set to in turn
   */
  public Axis {
    values = List.copyOf(values);
  }

  /**
   * Reads {@code key=value,value,...}. Commas inside brackets and braces belong to a value.
   *
   * @param text the axis, as after {@code --vary}
   * @return the axis
   * @throws SpecificationException if there is no key or a value is missing
   */
  public static Axis parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new SpecificationException(
          "--vary " + text + ": must be key=value,value,..., for example seed=1,2,3");
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    int depth = 0;
    for (char c : text.substring(equals + 1).toCharArray()) {
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (c == ',' && depth == 0) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    if (values.contains("") || depth != 0) {
      throw new SpecificationException(
          "--vary " + text + ": a value is missing, or a bracket is left open");
    }
    if (values.stream().distinct().count() < values.size()) {
      throw new SpecificationException("--vary " + text + ": a value occurs twice");
    }
    return new Axis(text.substring(0, equals).strip(), values);
  }

  /**
   * Every combination of one value of each axis, the last axis varying fastest.
   *
   * @param axes the axes
   * @return values in the order of the axes; a single empty combination for no axes
   */
  public static List<List<String>> product(List<Axis> axes) {
    List<List<String>> all = List.of(List.of());
    for (Axis axis : axes) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> chosen : all) {
        for (String value : axis.values()) {
          List<String> more = new ArrayList<>(chosen);
          more.add(value);
          longer.add(List.copyOf(more));
        }
      }
      all = longer;
    }
    return all;
  }

  /** The axis as it can be read. */
  @Override
  public String toString() {
    return key + "=" + String.join(",", values);
  }
}
