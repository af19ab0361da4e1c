package org.koopflow.report.picture;

import org.koopflow.api.Batch;

/**
 * A plane to look at data from: the coordinates themselves where there are two, else the two
 * principal directions of a reference set, found by orthogonal iteration.
 */
public final class Plane {
  private static final int ITERATIONS = 40;
  private static final int ROWS = 2000;

  private final double[] mean;
  private final double[][] directions;

  private Plane(double[] mean, double[][] directions) {
    this.mean = mean;
    this.directions = directions;
  }

  /**
   * The plane in which a reference set shows most.
   *
   * @param reference rows of at least two columns
   * @return the coordinates themselves where there are two, else the first two principal directions
   */
  public static Plane of(Batch reference) {
    int columns = reference.columns();
    if (columns < 2) {
      throw new IllegalArgumentException("a plane needs at least two columns, got " + columns);
    }
    if (columns == 2) {
      return new Plane(new double[2], new double[][] {{1, 0}, {0, 1}});
    }
    int rows = Math.min(ROWS, reference.rows());
    double[] mean = new double[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        mean[j] += reference.get(i, j) / rows;
      }
    }
    double[][] centered = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        centered[i][j] = reference.get(i, j) - mean[j];
      }
    }
    double[][] basis = new double[2][columns];
    for (int j = 0; j < columns; j++) {
      basis[0][j] = 1 + 1.0 / (1 + j);
      basis[1][j] = Math.cos(j);
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      basis = step(centered, basis);
    }
    return new Plane(mean, basis);
  }

  private static double[][] step(double[][] centered, double[][] basis) {
    int columns = basis[0].length;
    double[][] image = new double[2][columns];
    for (double[] row : centered) {
      for (int k = 0; k < 2; k++) {
        double amount = dot(row, basis[k]);
        for (int j = 0; j < columns; j++) {
          image[k][j] += amount * row[j];
        }
      }
    }
    normalize(image[0], basis[0]);
    double overlap = dot(image[0], image[1]);
    for (int j = 0; j < columns; j++) {
      image[1][j] -= overlap * image[0][j];
    }
    normalize(image[1], basis[1]);
    return image;
  }

  /** Data without spread in a direction keep the direction they had. */
  private static void normalize(double[] vector, double[] otherwise) {
    double norm = Math.sqrt(dot(vector, vector));
    for (int j = 0; j < vector.length; j++) {
      vector[j] = norm > 0 ? vector[j] / norm : otherwise[j];
    }
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      sum += one[j] * other[j];
    }
    return sum;
  }

  /**
   * Name of a coordinate of the plane, for an axis.
   *
   * @param axis 0 or 1
   * @return its name
   */
  public String label(int axis) {
    return mean.length == 2 ? "x" + (axis + 1) : "principal component " + (axis + 1);
  }

  /**
   * One coordinate of every row.
   *
   * @param batch rows with the columns of the reference
   * @param axis 0 or 1
   * @return one number for each row; rows that are not finite stay so
   */
  public double[] coordinate(Batch batch, int axis) {
    double[] values = new double[batch.rows()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        values[i] += (batch.get(i, j) - mean[j]) * directions[axis][j];
      }
    }
    return values;
  }
}
