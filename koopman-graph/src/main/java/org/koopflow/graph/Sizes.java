package org.koopflow.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Shape;

/**
 * What a recorded function depends on besides the function itself: it serves all numbers of these
 * sizes. With {@linkplain Shape#anyRows symbolic} inputs it serves any number of rows, the same for
 * all of these.
 *
 * @param parameters shapes of all parameters by name
 * @param inputs shapes of all inputs by name
 */
public record Sizes(Map<String, Shape> parameters, Map<String, Shape> inputs) {
  /**
   * Copies the maps, keeping their order.
   *
   * @param parameters shapes of all parameters by name
   * @param inputs shapes of all inputs by name
   */
  public Sizes {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /**
   * The sizes of some numbers.
   *
   * @param parameters values of all parameters by name
   * @param inputs values of all inputs by name
   * @return their sizes
   * @throws IllegalArgumentException if one of them has no rows or no columns
   */
  public static Sizes of(Map<String, Batch> parameters, Map<String, Batch> inputs) {
    return new Sizes(shapes(parameters), shapes(inputs));
  }

  /**
   * The same parameters with other inputs.
   *
   * @param values values of all inputs by name
   * @return their sizes
   * @throws IllegalArgumentException if one of them has no rows or no columns
   */
  public Sizes withInputs(Map<String, Batch> values) {
    return new Sizes(parameters, shapes(values));
  }

  /**
   * Whether they are those of any number of rows.
   *
   * @return true if an input is {@linkplain Shape#isSymbolic symbolic}
   */
  public boolean isSymbolic() {
    return inputs.values().stream().anyMatch(Shape::isSymbolic);
  }

  /**
   * The sizes for a number of rows.
   *
   * @param rows what R is, at least 1
   * @return sizes that are known
   */
  public Sizes at(int rows) {
    return isSymbolic() ? new Sizes(parameters, mapped(shape -> shape.at(rows))) : this;
  }

  /**
   * These sizes with any number of rows instead of theirs: an input of one row stays so, as long as
   * others have more; all others must have the same number.
   *
   * @return the symbolic sizes, or nothing if there is no input or they differ in their rows
   */
  public Optional<Sizes> anyRows() {
    Set<Integer> numbers = inputs.values().stream().map(Shape::rows).collect(Collectors.toSet());
    if (numbers.size() > 1) {
      numbers.remove(1);
    }
    return numbers.size() == 1
        ? Optional.of(
            new Sizes(
                parameters,
                mapped(
                    shape ->
                        numbers.contains(shape.rows()) ? Shape.anyRows(shape.columns()) : shape)))
        : Optional.empty();
  }

  /**
   * The number of rows for which symbolic sizes are some others.
   *
   * @param known sizes that are known
   * @return the number, or nothing if they are not these for any
   */
  public OptionalInt rowsIn(Sizes known) {
    return inputs.entrySet().stream()
        .filter(input -> input.getValue().isSymbolic())
        .map(input -> known.inputs.get(input.getKey()))
        .filter(Objects::nonNull)
        .mapToInt(Shape::rows)
        .limit(1)
        .filter(rows -> at(rows).equals(known))
        .findFirst();
  }

  private Map<String, Shape> mapped(UnaryOperator<Shape> change) {
    Map<String, Shape> mapped = new LinkedHashMap<>();
    inputs.forEach((name, shape) -> mapped.put(name, change.apply(shape)));
    return mapped;
  }

  private static Map<String, Shape> shapes(Map<String, Batch> values) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    values.forEach((name, value) -> shapes.put(name, new Shape(value.rows(), value.columns())));
    return shapes;
  }
}
