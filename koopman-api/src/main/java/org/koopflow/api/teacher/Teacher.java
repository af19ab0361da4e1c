package org.koopflow.api.teacher;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.space.Space;
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
   * The rows that flow.
   *
   * @return what they are, as it was made for
   */
  Space space();

  /**
   * What fitting gives values to, and {@link #velocity} needs values for. Weights that were read
   * from a file are compared with it.
   *
   * @return names and shapes of the weights; empty for a teacher with nothing to fit
   */
  List<Parameter> parameters();

  /**
   * What its user should know of its settings together with these data. Told before it is fitted,
   * and kept with the results.
   *
   * @param data the data as they come from the source, with their labels
   * @return one line for each; none unless overridden
   */
  default List<String> warnings(Dataset data) {
    return List.of();
  }

  /**
   * Fits the velocity field.
   *
   * @param fitting data, backend, trainer and randomness
   * @return averaged and raw weights; empty for a teacher with nothing to fit
   */
  FittedWeights fit(TeacherFitting fitting);

  /**
   * Draws from the probability path whose marginal flow the velocity field is. Koopflow asks it for
   * the points of the consistency term. A teacher whose pairs are a result of its fitting, such as
   * rectified flow, draws them by what its weights keep of them.
   *
   * @param fitted weights from {@link #fit}
   * @param data training rows in the coordinates of the flow
   * @param size number of points
   * @param random generator to draw from
   * @return times, points and regression targets
   * @throws org.koopflow.api.SpecificationException if it lacks {@link Capability#PATH}
   */
  PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random);

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
   * Noise to start from: all noise Koopflow starts from, in training, in judging and in sampling,
   * is drawn here. The condition is put beside it by Koopflow.
   *
   * @param count number of rows
   * @param fitted weights from {@link #fit}
   * @param random generator to draw from
   * @return states at {@link FlowTime#NOISE} in the coordinates of the flow, count x {@link
   *     Space#dimension}; N(0, I) unless overridden
   */
  default Batch noise(int count, Weights fitted, RandomGenerator random) {
    return RandomStreams.normal(count, space().dimension(), random);
  }

  /**
   * What fitting gives.
   *
   * @param averaged weights to use: a moving average of those trained
   * @param raw weights as last trained
   * @param figures what the fitting measured of itself, by name: numbers, texts, and lists and maps
   *     of them, written among the metrics of a run; not stored with the weights
   */
  record FittedWeights(Weights averaged, Weights raw, Map<String, Object> figures) {
    /**
     * Copies the figures, keeping their order.
     *
     * @param averaged weights to use
     * @param raw weights as last trained
     * @param figures what the fitting measured of itself
     */
    public FittedWeights {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * Weights without figures.
     *
     * @param averaged weights to use
     * @param raw weights as last trained
     */
    public FittedWeights(Weights averaged, Weights raw) {
      this(averaged, raw, Map.of());
    }
  }
}
