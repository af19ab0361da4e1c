package org.koopflow.parts.lifting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Gaussian bells {@code exp(-|u - c|^2 / (2 w^2))} around centres c in the space of the variables.
 *
 * @param variables what the bells depend on
 * @param size number of bells
 * @param centres where they stand
 * @param width first value of the width w of all bells
 * @param trained whether training moves centres and width
 */
record RadialBasis(Variables variables, int size, Centres centres, double width, boolean trained)
    implements Dictionary {
  private static final String CENTRES = "centres";
  private static final String WIDTH = "width";

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter(CENTRES, new Shape(size, variables.count()), normal(), trained),
        new Parameter(WIDTH, new Shape(1, 1), Initializer.constant(width), trained));
  }

  /** States from N(0, I) and times uniform over the horizon. */
  private Initializer normal() {
    return (shape, random) -> {
      double[] drawn = new double[shape.size()];
      for (int i = 0; i < drawn.length; i++) {
        boolean time = i % shape.columns() == variables.stateDimension();
        drawn[i] = time ? random.nextDouble() : random.nextGaussian();
      }
      return drawn;
    };
  }

  @Override
  public Weights adapt(Weights drawn, Batch t, Batch x) {
    if (centres == Centres.NORMAL) {
      return drawn;
    }
    float[] placed = new float[size * variables.count()];
    for (int i = 0; i < placed.length; i++) {
      int row = i / variables.count();
      int column = i % variables.count();
      placed[i] =
          (float) (column == variables.stateDimension() ? t.get(row, 0) : x.get(row, column));
    }
    Map<String, Batch> values = new LinkedHashMap<>(drawn.values());
    values.put(CENTRES, Batch.of(size, variables.count(), placed));
    return new Weights(values);
  }

  @Override
  public Tensor apply(Scope scope, Tensor t, Tensor x) {
    Tensor u = variables.of(t, x);
    Tensor c = scope.parameter(CENTRES);
    Tensor inner = u.matmul(c.transpose()).multiply(2);
    Tensor distances =
        u.square().sum(Axis.COLUMNS).subtract(inner).add(c.square().sum(Axis.COLUMNS).transpose());
    return distances.divide(scope.parameter(WIDTH).square().multiply(-2)).exp();
  }
}
