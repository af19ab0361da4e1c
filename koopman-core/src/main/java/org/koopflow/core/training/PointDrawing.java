package org.koopflow.core.training;

import java.util.random.RandomGenerator;

/** Draws any number of points of a teacher's path. */
interface PointDrawing {
  PointSource.Points draw(int rows, RandomGenerator random);
}
