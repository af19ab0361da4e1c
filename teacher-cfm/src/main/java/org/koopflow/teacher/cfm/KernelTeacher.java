package org.koopflow.teacher.cfm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Shape;

/**
 * The exact flow to Gaussian kernels around training rows. The rows are its weights, so that a
 * stored teacher needs no data.
 */
record KernelTeacher(Space space, ConditionalPath joined, int rows, double deviation)
    implements Teacher {
  private static final String ROWS = "rows";

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter(ROWS, new Shape(rows, space.dimension()), Initializer.constant(0)));
  }

  /** Chooses rows without repetition. */
  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    Batch data = fitting.data().rows();
    if (data.rows() < rows) {
      throw new SpecificationException(
          "teacher.rows is " + rows + ", but the data has only " + data.rows() + " training rows");
    }
    RandomGenerator random = fitting.random().stream("rows");
    int[] order = new int[data.rows()];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < rows; i++) {
      int other = i + random.nextInt(order.length - i);
      int chosen = order[other];
      order[other] = order[i];
      order[i] = chosen;
    }
    Weights chosen = new Weights(Map.of(ROWS, data.gather(Arrays.copyOf(order, rows))));
    return new FittedWeights(chosen, chosen);
  }

  private GaussianMixture around(Batch centres) {
    double[] logWeights = new double[centres.rows()];
    Arrays.fill(logWeights, -Math.log(centres.rows()));
    double[] deviations = new double[centres.size()];
    Arrays.fill(deviations, deviation);
    return new GaussianMixture(space.dimension(), logWeights, centres.doubles(), deviations);
  }

  @Override
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    return MixtureTeacher.path(joined, around(fitted.get(ROWS)), size, random);
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return new MixtureVelocity(joined, around(weights.get(ROWS)));
  }
}
