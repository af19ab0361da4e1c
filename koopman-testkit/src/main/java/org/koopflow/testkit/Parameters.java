package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** What the contracts of trainable things ask of their parameters. */
final class Parameters {
  private Parameters() {}

  /** Draws first values and checks names and numbers on the way. */
  static Weights initialize(List<Parameter> parameters, String purpose) {
    parameters.forEach(
        p -> assertThat(p.name()).as("name").matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*"));
    Weights weights = Parameter.initialize(parameters, new RandomStreams(7).in(purpose));
    assertThat(weights.isFinite()).as("first values are finite").isTrue();
    return weights;
  }

  /** Values other than the first, which may be special: each is moved a little. */
  static Weights moved(Weights weights, String purpose) {
    RandomStreams random = new RandomStreams(8).in(purpose);
    return weights.map(
        value -> {
          Batch noise =
              RandomStreams.normal(value.rows(), value.columns(), random.stream("" + value));
          double[] data = value.doubles().clone();
          for (int i = 0; i < data.length; i++) {
            data[i] += 0.1 * noise.doubles()[i];
          }
          return Batch.ofDoubles(value.rows(), value.columns(), data);
        });
  }

  /** Notes which parameters are asked for. */
  static Scope noting(Scope scope, Set<String> asked) {
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        asked.add(name);
        return scope.parameter(name);
      }

      @Override
      public Tensor constant(Batch value) {
        return scope.constant(value);
      }

      @Override
      public Tensor filled(Shape shape, double value) {
        return scope.filled(shape, value);
      }
    };
  }

  /** Asserts that exactly the declared parameters were asked for. */
  static void assertAllUsed(Set<String> asked, List<Parameter> declared) {
    assertThat(asked)
        .as("parameters used, against those declared")
        .isEqualTo(new TreeSet<>(declared.stream().map(Parameter::name).toList()));
  }

  /** Asserts that there are values of the declared names and sizes, and no others. */
  static void assertSizes(Weights weights, List<Parameter> declared) {
    Map<String, Shape> shapes = new TreeMap<>();
    declared.forEach(p -> shapes.put(p.name(), p.shape()));
    Map<String, Shape> actual = new TreeMap<>();
    weights
        .values()
        .forEach((name, value) -> actual.put(name, new Shape(value.rows(), value.columns())));
    assertThat(actual).as("values by name").isEqualTo(shapes);
  }
}
