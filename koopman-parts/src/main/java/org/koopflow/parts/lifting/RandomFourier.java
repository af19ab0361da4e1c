package org.koopflow.parts.lifting;

import java.util.List;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Random Fourier features {@code sqrt(2) cos(w u + c)} with {@code w ~ N(0, scale^2 I)} and phases
 * c uniform over a turn (Rahimi and Recht 2007): their inner products approach a Gaussian kernel of
 * width 1 / scale.
 *
 * @param variables what the waves depend on
 * @param size number of waves
 * @param scale standard deviation of each coordinate of a frequency
 * @param trained whether training moves frequencies and phases
 */
record RandomFourier(Variables variables, int size, double scale, boolean trained)
    implements Dictionary {
  private static final String FREQUENCIES = "frequencies";
  private static final String PHASES = "phases";

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter(
            FREQUENCIES, new Shape(variables.count(), size), Initializer.normal(scale), trained),
        new Parameter(PHASES, new Shape(1, size), Initializer.uniform(Math.PI), trained));
  }

  @Override
  public Tensor apply(Scope scope, Tensor t, Tensor x) {
    return variables
        .of(t, x)
        .matmul(scope.parameter(FREQUENCIES))
        .add(scope.parameter(PHASES))
        .cos()
        .multiply(Math.sqrt(2));
  }
}
