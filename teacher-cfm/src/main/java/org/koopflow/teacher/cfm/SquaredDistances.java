package org.koopflow.teacher.cfm;

import org.koopflow.api.Batch;

/** Squared Euclidean distances between the rows of two batches. */
final class SquaredDistances {
  private SquaredDistances() {}

  /** Entry {@code (i, j)} is the squared distance of row i of x0 from row j of x1, row-major. */
  static float[] of(Batch x0, Batch x1) {
    int d = x0.columns();
    float[] a = x0.floats();
    float[] b = x1.floats();
    float[] distances = new float[Math.multiplyExact(x0.rows(), x1.rows())];
    int at = 0;
    for (int i = 0; i < a.length; i += d) {
      for (int j = 0; j < b.length; j += d) {
        float sum = 0;
        for (int k = 0; k < d; k++) {
          float difference = a[i + k] - b[j + k];
          sum += difference * difference;
        }
        distances[at++] = sum;
      }
    }
    return distances;
  }

  /** Mean of all entries. */
  static double mean(float[] distances) {
    double sum = 0;
    for (float distance : distances) {
      sum += distance;
    }
    return sum / distances.length;
  }
}
