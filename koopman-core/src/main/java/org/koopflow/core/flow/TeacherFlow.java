package org.koopflow.core.flow;

import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.objective.Need;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.space.Space;

/**
 * What there is to see of a fitted teacher's flow, seen from some rows of data: those to learn
 * from, or those held back. States are in the coordinates of the flow.
 */
public sealed interface TeacherFlow permits SolvedFlow, ReplayedFlow {
  /**
   * The rows that flow.
   *
   * @return what they are
   */
  Space space();

  /**
   * What terms of the objective may ask of it.
   *
   * @return what it offers
   */
  Set<Need> offers();

  /**
   * The teacher's own sampler.
   *
   * @return noise to samples; empty where trajectories are all there is
   */
  Optional<Sampler> sampler();

  /**
   * Noise to start from.
   *
   * @param count number of rows
   * @param random generator to draw from
   * @return count x d
   */
  Batch noise(int count, RandomGenerator random);

  /**
   * Where samples begin that are to be looked at.
   *
   * @param count number of rows; fewer if there are not as many
   * @param random generator fresh noise is drawn from
   * @return fresh noise, or the starts of trajectories where those are all there is
   */
  Batch starts(int count, RandomGenerator random);

  /**
   * Times at which its trajectories may be looked at.
   *
   * @param wanted how many, at least 2
   * @return ascending times from noise to data: as many as wanted, or all that are known
   */
  double[] times(int wanted);

  /**
   * Trajectories.
   *
   * @param count number of trajectories; fewer if there are not as many
   * @param times ascending times inside the horizon, perhaps with its end
   * @param random generator the noise is drawn from
   * @return the trajectories at those times, or at the nearest distinct ones that are known, and at
   *     the end in any case
   */
  Taught follow(int count, double[] times, RandomGenerator random);

  /**
   * Points of the path, or of trajectories where that cannot be drawn from.
   *
   * @param rows number of points
   * @param random generator to draw from
   * @return the points
   */
  Points points(int rows, RandomGenerator random);

  /**
   * Points for training, made for several steps at a time where that is cheaper.
   *
   * @param rows number of points of a step
   * @param random generator to draw from
   * @return an endless supply
   */
  PointSource pointSource(int rows, RandomGenerator random);

  /**
   * Trajectories for training. The first call may take long, since a pool is filled.
   *
   * @return an endless supply
   */
  TrajectorySource trajectories();
}
