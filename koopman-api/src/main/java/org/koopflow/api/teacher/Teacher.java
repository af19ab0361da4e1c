package org.koopflow.api.teacher;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.tensor.Parameter;

/**
 * A flow that turns noise into data by an ordinary differential equation: a coupling of noise and
 * data, a path between them, and a velocity field fitted to it. A teacher is a description; what
 * fitting finds is returned as weights.
 */
public interface Teacher {
  /** What a teacher may leave out. */
  enum Capability {
    /** {@link #velocity} works. A teacher without it brings a {@link Recording}. */
    VELOCITY,
    /**
     * {@link #path} works. For a teacher without it, points on its own trajectories stand in, which
     * follow the same law wherever the teacher's flow is what carries the noise along.
     */
    PATH
  }

  /**
   * What it can do.
   *
   * @return everything, unless overridden
   */
  default Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /**
   * Dimension d of the state.
   *
   * @return columns of x
   */
  int dimension();

  /**
   * What fitting gives values to, and {@link #velocity} needs values for. Weights that were read
   * from a file are compared with it.
   *
   * @return names and shapes of the weights; empty for a teacher with nothing to fit
   */
  List<Parameter> parameters();

  /**
   * Fits the velocity field.
   *
   * @param fitting data, backend, trainer and randomness
   * @return averaged and raw weights; empty for a teacher with nothing to fit
   */
  FittedWeights fit(TeacherFitting fitting);

  /**
   * Draws from the probability path whose marginal flow the velocity field is. Koopflow asks it for
   * the points of the consistency term.
   *
   * @param data data rows in the coordinates of the flow
   * @param size number of points
   * @param random generator to draw from
   * @return times, points and regression targets
   * @throws org.koopflow.api.SpecificationException if it lacks {@link Capability#PATH}
   */
  PathBatch path(Batch data, int size, RandomGenerator random);

  /**
   * The fitted velocity field.
   *
   * @param backend evaluates it
   * @param weights from {@link #fit}
   * @return the field, to be closed by the caller
   * @throws org.koopflow.api.SpecificationException if it lacks {@link Capability#VELOCITY}
   */
  VelocityField velocity(Backend backend, Weights weights);

  /**
   * Noise to start from.
   *
   * @param count number of rows
   * @param weights from {@link #fit}
   * @param random generator to draw from
   * @return states at {@link FlowTime#NOISE} in the coordinates of the flow, count x d; N(0, I)
   *     unless overridden
   */
  default Batch noise(int count, Weights weights, RandomGenerator random) {
    return RandomStreams.normal(count, dimension(), random);
  }

  /**
   * What fitting gives.
   *
   * @param averaged weights to use: a moving average of those trained
   * @param raw weights as last trained
   */
  record FittedWeights(Weights averaged, Weights raw) {}
}
