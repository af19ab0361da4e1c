package org.koopflow.api.tensor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;

/**
 * A matrix of a model that is stored with its weights: its name, size and first value.
 *
 * @param name dotted path, unique within its owner
 * @param shape rows and columns
 * @param initializer draws the first value
 * @param trained whether training moves it; false for what is drawn or taken from data once, such
 *     as the frequencies of random features
 */
public record Parameter(String name, Shape shape, Initializer initializer, boolean trained) {
  /**
   * A parameter that training moves.
   *
   * @param name dotted path, unique within its owner
   * @param shape rows and columns
   * @param initializer draws the first value
   */
  public Parameter(String name, Shape shape, Initializer initializer) {
    this(name, shape, initializer, true);
  }

  /**
   * Draws the first values of parameters, each from a stream named after it.
   *
   * @param parameters the parameters
   * @param random streams to draw from
   * @return single-precision values in the given order
   * @throws IllegalArgumentException if a name occurs twice or an initializer draws a wrong number
   *     of values
   */
  public static Weights initialize(Collection<Parameter> parameters, RandomStreams random) {
    Map<String, Batch> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      Shape shape = parameter.shape;
      double[] drawn = parameter.initializer.draw(shape, random.stream(parameter.name));
      Batch value =
          Batch.of(
              shape.rows(),
              shape.columns(),
              Batch.ofDoubles(shape.rows(), shape.columns(), drawn).floats());
      if (values.put(parameter.name, value) != null) {
        throw new IllegalArgumentException("parameter '" + parameter.name + "' is declared twice");
      }
    }
    return new Weights(values);
  }

  /**
   * Puts a prefix in front of the names.
   *
   * @param prefix first part of the names, without the dot
   * @param parameters the parameters to rename
   * @return the renamed parameters, to be read through {@link Scope#in}
   */
  public static List<Parameter> under(String prefix, List<Parameter> parameters) {
    return parameters.stream()
        .map(p -> new Parameter(prefix + "." + p.name, p.shape, p.initializer, p.trained))
        .toList();
  }
}
