package org.koopflow.spectral;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.numerics.dense.LeastSquares;
import org.koopflow.numerics.dense.Moments;

/**
 * The plainest classifier there is: least squares onto one column for each class, on standardised
 * features, with a small ridge. What it recovers is there to be seen without any cleverness.
 */
final class LinearClassifier {
  private static final double RIDGE = 1e-4;

  private final int classes;
  private final double[] mean;
  private final double[] spread;
  private final Matrix weights;

  private LinearClassifier(int classes, double[] mean, double[] spread, Matrix weights) {
    this.classes = classes;
    this.mean = mean;
    this.spread = spread;
    this.weights = weights;
  }

  static LinearClassifier train(double[][] rows, int[] labels, int classes) {
    int p = rows[0].length;
    Batch samples = Matrix.ofRows(rows).toBatch();
    double[] mean = Moments.mean(samples);
    double[] spread = Moments.deviation(samples, mean);
    for (int j = 0; j < p; j++) {
      spread[j] = spread[j] > 0 ? spread[j] : 1;
    }
    double[][] features = new double[rows.length][];
    double[][] targets = new double[rows.length][classes];
    for (int i = 0; i < rows.length; i++) {
      features[i] = standard(rows[i], mean, spread);
      targets[i][labels[i]] = 1;
    }
    LeastSquares equations = new LeastSquares(p + 1, classes);
    equations.add(Matrix.ofRows(features), Matrix.ofRows(targets));
    return new LinearClassifier(classes, mean, spread, equations.solve(RIDGE).weights());
  }

  private static double[] standard(double[] row, double[] mean, double[] spread) {
    double[] x = new double[row.length + 1];
    for (int j = 0; j < row.length; j++) {
      x[j] = (row[j] - mean[j]) / spread[j];
    }
    x[row.length] = 1;
    return x;
  }

  double[] scores(double[] row) {
    double[] x = standard(row, mean, spread);
    double[] scores = new double[classes];
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < x.length; j++) {
        scores[c] += weights.get(j, c) * x[j];
      }
    }
    return scores;
  }

  int classify(double[] row) {
    double[] scores = scores(row);
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }

  /** Accuracy on every second row of a classifier trained on the others. */
  static double heldOutAccuracy(double[][] rows, int[] labels, int classes) {
    double[][] seen = seen(rows);
    LinearClassifier classifier = train(seen, seen(labels), classes);
    int right = 0;
    for (int i = 1; i < rows.length; i += 2) {
      right += classifier.classify(rows[i]) == labels[i] ? 1 : 0;
    }
    return (double) right / (rows.length / 2);
  }

  /** The rows {@link #heldOutAccuracy} trains on. */
  static double[][] seen(double[][] rows) {
    double[][] seen = new double[(rows.length + 1) / 2][];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = rows[2 * i];
    }
    return seen;
  }

  /** The same of a batch. */
  static Batch seen(Batch rows) {
    return rows.gather(IntStream.range(0, (rows.rows() + 1) / 2).map(i -> 2 * i).toArray());
  }

  /** Their labels. */
  static int[] seen(int[] labels) {
    return IntStream.range(0, (labels.length + 1) / 2).map(i -> labels[2 * i]).toArray();
  }

  /** Accuracy of always naming the most frequent class. */
  static double chance(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    return (double) Arrays.stream(counts).max().orElse(0) / labels.length;
  }

  static int classes(int[] labels, int rows) {
    if (labels.length != rows) {
      throw new IllegalArgumentException(rows + " samples have " + labels.length + " labels");
    }
    if (Arrays.stream(labels).anyMatch(label -> label < 0)) {
      throw new IllegalArgumentException("labels must not be negative");
    }
    int classes = Arrays.stream(labels).max().orElse(0) + 1;
    if (classes < 2 || rows < 4) {
      throw new IllegalArgumentException(
          "signatures compare at least 2 classes in at least 4 samples, got "
              + classes
              + " and "
              + rows);
    }
    return classes;
  }
}
