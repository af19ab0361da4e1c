package org.koopflow.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Named parameter values on the host, in a fixed order: what a training produces, a file stores and
 * a backend evaluates with. Names are dotted paths such as {@code encoder.0.weight}.
 *
 * @param values values by name, iterated in insertion order
 */
public record Weights(Map<String, Batch> values) {
  /** No parameters at all. */
  public static final Weights EMPTY = new Weights(Map.of());

  /**
   * Copies the map, keeping its order.
   *
   * @param values values by name
   */
  public Weights {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The value of one parameter.
   *
   * @param name the parameter's name
   * @return its value
   * @throws IllegalArgumentException if there is no such parameter; the message lists those known
   */
  public Batch get(String name) {
    Batch value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no parameter '" + name + "'; known parameters: " + values.keySet());
    }
    return value;
  }

  /**
   * Number of numbers in all parameters together.
   *
   * @return the parameter count
   */
  public long count() {
    return values.values().stream().mapToLong(Batch::size).sum();
  }

  /**
   * The parameters below a prefix, with the prefix taken off their names.
   *
   * @param prefix first part of the name, without the dot
   * @return the selected parameters
   */
  public Weights in(String prefix) {
    Map<String, Batch> selected = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix + ".")) {
            selected.put(name.substring(prefix.length() + 1), value);
          }
        });
    return new Weights(selected);
  }

  /**
   * Puts a prefix in front of every name.
   *
   * @param prefix first part of the name, without the dot
   * @return the renamed parameters
   */
  public Weights under(String prefix) {
    Map<String, Batch> renamed = new LinkedHashMap<>();
    values.forEach((name, value) -> renamed.put(prefix + "." + name, value));
    return new Weights(renamed);
  }

  /**
   * Joins two disjoint sets of parameters.
   *
   * @param other the parameters to append
   * @return the union
   * @throws IllegalArgumentException if a name occurs in both
   */
  public Weights and(Weights other) {
    Map<String, Batch> union = new LinkedHashMap<>(values);
    other.values.forEach(
        (name, value) -> {
          if (union.put(name, value) != null) {
            throw new IllegalArgumentException("parameter '" + name + "' occurs twice");
          }
        });
    return new Weights(union);
  }

  /**
   * Applies a function to every value, for instance a change of precision.
   *
   * @param function the function
   * @return the mapped parameters, same names and order
   */
  public Weights map(UnaryOperator<Batch> function) {
    Map<String, Batch> mapped = new LinkedHashMap<>();
    values.forEach((name, value) -> mapped.put(name, function.apply(value)));
    return new Weights(mapped);
  }

  /**
   * The same values in arrays of their own.
   *
   * @return copies, same names, order and precision
   */
  public Weights copy() {
    return map(value -> value.rows(0, value.rows()));
  }

  /**
   * Refuses weights of other names or sizes, in whatever order.
   *
   * @param other what they are compared with
   * @throws IllegalArgumentException in one line that tells the first difference
   */
  public void requireSizesOf(Weights other) {
    other.values.forEach(
        (name, wanted) -> {
          Batch value = values.get(name);
          if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
          }
          if (value.rows() != wanted.rows() || value.columns() != wanted.columns()) {
            throw new IllegalArgumentException(
                "'" + name + "' must be " + size(wanted) + ", got " + size(value));
          }
        });
    for (String name : values.keySet()) {
      if (!other.values.containsKey(name)) {
        throw new IllegalArgumentException(
            "'" + name + "' is not expected; expected: " + other.values.keySet());
      }
    }
  }

  private static String size(Batch value) {
    return value.rows() + " x " + value.columns();
  }

  /**
   * Whether every number is finite.
   *
   * @return false as soon as there is a NaN or an infinity
   */
  public boolean isFinite() {
    return values.values().stream().allMatch(Batch::isFinite);
  }
}
