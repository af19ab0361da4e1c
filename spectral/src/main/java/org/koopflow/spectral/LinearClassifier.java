package org.koopflow.spectral;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.koopflow.api.KoopflowException;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * The plainest classifier there is: least squares onto one column for each class, on standardised
 * features, with a small ridge. What it recovers is there to be seen without any cleverness.
 */
final class LinearClassifier {
  private static final double RIDGE = 1e-4;

  private final int classes;
  private final double[] mean;
  private final double[] spread;
  private final MatrixStore<Double> weights;

  private LinearClassifier(
      int classes, double[] mean, double[] spread, MatrixStore<Double> weights) {
    this.classes = classes;
    this.mean = mean;
    this.spread = spread;
    this.weights = weights;
  }

  static LinearClassifier train(double[][] rows, int[] labels, int classes) {
    int p = rows[0].length;
    double[] mean = new double[p];
    double[] spread = new double[p];
    for (double[] row : rows) {
      for (int j = 0; j < p; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    for (double[] row : rows) {
      for (int j = 0; j < p; j++) {
        spread[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.length;
      }
    }
    for (int j = 0; j < p; j++) {
      spread[j] = spread[j] > 0 ? Math.sqrt(spread[j]) : 1;
    }
    R064Store normal = R064Store.FACTORY.make(p + 1, p + 1);
    R064Store right = R064Store.FACTORY.make(p + 1, classes);
    for (int i = 0; i < rows.length; i++) {
      double[] x = standard(rows[i], mean, spread);
      for (int j = 0; j <= p; j++) {
        for (int k = 0; k <= j; k++) {
          normal.add(j, k, x[j] * x[k]);
        }
        right.add(j, labels[i], x[j]);
      }
    }
    for (int j = 0; j <= p; j++) {
      normal.add(j, j, RIDGE * rows.length);
      for (int k = 0; k < j; k++) {
        normal.set(k, j, normal.doubleValue(j, k));
      }
    }
    Cholesky<Double> cholesky = Cholesky.R064.make(p + 1, p + 1);
    if (!cholesky.decompose(normal)) {
      throw new KoopflowException("the normal equations of a linear classifier are singular");
    }
    return new LinearClassifier(classes, mean, spread, cholesky.getSolution(right));
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
        scores[c] += weights.doubleValue(j, c) * x[j];
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
