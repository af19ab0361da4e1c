package org.koopflow.api.metric;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/**
 * A trained student beside its teacher, as metrics may see them. States are in the coordinates of
 * the flow, and whole rows, a condition included, where nothing else is said. What is asked twice
 * is the same both times, and what is costly is made once.
 */
public interface JudgedModel {
  /**
   * What the rows that flow are.
   *
   * @return the space
   */
  Space space();

  /**
   * Trajectories from noise nobody was trained on.
   *
   * @return as many as the evaluation has samples, or as there are
   */
  Trajectories heldOut();

  /**
   * Trajectories the student was trained on.
   *
   * @return as many, or as there are; empty without {@link MetricNeed#TRAINING_TRAJECTORIES}
   */
  Optional<Trajectories> training();

  /**
   * Times on the way that were asked for. {@link Trajectories} have the nearest ones known.
   *
   * @return ascending times inside the horizon
   */
  List<Double> times();

  /**
   * The student's sampler, one linear step.
   *
   * @return noise to samples
   */
  Sampler student();

  /**
   * The teacher's sampler, an adaptive solver.
   *
   * @return noise to samples; empty without {@link MetricNeed#VELOCITY}
   */
  Optional<Sampler> teacher();

  /**
   * Noise to sample from.
   *
   * @param count number of rows
   * @param random generator to draw from
   * @return whole rows, state and condition
   */
  Batch noise(int count, RandomGenerator random);

  /**
   * Points of the teacher's path, or of its trajectories where no path can be drawn from.
   *
   * @param count number of points; more where trajectories are given, whose points all count
   * @return the points
   */
  PathPoints points(int count);

  /**
   * How the student's observables move at points.
   *
   * @param points where, with velocities
   * @return both sides of the equation the student was trained for
   * @throws IllegalArgumentException if the points have no velocities
   */
  Linearity linearity(PathPoints points);

  /**
   * The learned linear flow.
   *
   * @return the flow, which is not to be closed
   */
  LinearFlow flow();

  /**
   * The teacher's velocity field.
   *
   * @return the field, which is not to be closed; empty without {@link MetricNeed#VELOCITY}
   */
  Optional<VelocityField> velocity();

  /**
   * To the coordinates of the data.
   *
   * @param states whole rows, or what flows of them
   * @return rows as in the data set
   */
  Batch toData(Batch states);

  /**
   * From the coordinates of the data.
   *
   * @param rows rows as in the data set
   * @return what flows, rows x {@link Space#dimension}
   */
  Batch toFlow(Batch rows);
}
