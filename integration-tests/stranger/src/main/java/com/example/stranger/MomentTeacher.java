package com.example.stranger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
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
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * The flow from noise to a Gaussian with the mean m and the standard deviations s of the data, one
 * of each per coordinate. Noise and Gaussian are paired at random and joined by straight lines,
 * {@code x_t = (1 - t) x_0 + t x_1}, so that at time t a coordinate has the mean {@code t m} and
 * the variance {@code (1 - t)^2 + t^2 s^2}, and the velocity is the mean of {@code x_1 - x_0} given
 * {@code x_t}: {@code v = m + (t s^2 - (1 - t)) / ((1 - t)^2 + t^2 s^2) (x - t m)}. The flow takes
 * {@code x_0} to {@code m + s x_0}.
 *
 * <p>Nothing is trained: fitting takes two moments of the data.
 *
 * @param space the rows that flow
 */
record MomentTeacher(Space space) implements Teacher {
  private static final String MEAN = "mean";
  private static final String DEVIATION = "deviation";

  @Override
  public List<Parameter> parameters() {
    Shape row = new Shape(1, space.dimension());
    return List.of(
        new Parameter(MEAN, row, Initializer.constant(0)),
        new Parameter(DEVIATION, row, Initializer.constant(1)));
  }

  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    Weights moments = moments(fitting.data().rows());
    return new FittedWeights(moments, moments);
  }

  private Weights moments(Batch data) {
    int dimension = space.dimension();
    double[] mean = new double[dimension];
    double[] deviation = new double[dimension];
    for (int k = 0; k < dimension; k++) {
      for (int i = 0; i < data.rows(); i++) {
        mean[k] += data.get(i, k) / data.rows();
      }
      double variance = 0;
      for (int i = 0; i < data.rows(); i++) {
        variance += Math.pow(data.get(i, k) - mean[k], 2) / data.rows();
      }
      if (!(variance > 0)) {
        throw new KoopflowException(
            "teacher 'moments' needs data that varies in every coordinate; coordinate "
                + k
                + " (from 0) has the variance "
                + variance);
      }
      deviation[k] = Math.sqrt(variance);
    }
    Map<String, Batch> moments = new LinkedHashMap<>();
    moments.put(MEAN, Batch.ofDoubles(1, dimension, mean).to(Precision.FLOAT32));
    moments.put(DEVIATION, Batch.ofDoubles(1, dimension, deviation).to(Precision.FLOAT32));
    return new Weights(moments);
  }

  @Override
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    int dimension = space.dimension();
    Weights moments = moments(data.rows());
    float[] mean = moments.get(MEAN).floats();
    float[] deviation = moments.get(DEVIATION).floats();
    float[] noise = RandomStreams.normal(size, dimension, random).floats();
    float[] other = RandomStreams.normal(size, dimension, random).floats();
    float[] t = new float[size];
    float[] x = new float[size * dimension];
    float[] target = new float[size * dimension];
    for (int i = 0; i < size; i++) {
      t[i] = random.nextFloat();
      for (int k = 0; k < dimension; k++) {
        int at = i * dimension + k;
        target[at] = mean[k] + deviation[k] * other[at] - noise[at];
        x[at] = noise[at] + t[i] * target[at];
      }
    }
    return new PathBatch(
        Batch.of(size, 1, t), Batch.of(size, dimension, x), Batch.of(size, dimension, target));
  }

  /** The formula, in the backend; it could as well be computed in plain Java. */
  private static Tensor velocity(Scope scope, Tensor t, Tensor x) {
    Tensor mean = scope.parameter(MEAN);
    Tensor left = t.negate().add(1);
    Tensor growth = t.multiply(scope.parameter(DEVIATION).square());
    Tensor variance = left.square().add(t.multiply(growth));
    Tensor slope = growth.subtract(left).divide(variance);
    return mean.add(slope.multiply(x.subtract(t.multiply(mean))));
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return VelocityField.of(space, backend, MomentTeacher::velocity, weights);
  }
}
