package org.koopflow.spectral;

/**
 * What distinguishes classes in the spectrum: mean and spread of the signatures of each class, how
 * far classes are apart, and how well the label can be read from a signature.
 *
 * @param kind what a signature consists of
 * @param mean mean signature, classes x features; a class without samples has zeros
 * @param spread standard deviation, classes x features
 * @param counts samples of each class
 * @param distance between classes: root mean square over features of the difference of the means,
 *     each relative to the pooled standard deviation of the two; classes x classes
 * @param accuracy share of samples a linear classifier gets right, trained on every second sample
 *     and tested on the others
 * @param chance accuracy of always naming the most frequent class
 */
public record ClassSignatures(
    SignatureKind kind,
    double[][] mean,
    double[][] spread,
    int[] counts,
    double[][] distance,
    double accuracy,
    double chance) {
  /**
   * Measures signatures.
   *
   * @param spectrum the spectrum
   * @param amplitudes of samples, such as {@link Eigenfunctions#at} gives for data at time 1; their
   *     order should not depend on their labels
   * @param labels class of each sample, from 0
   * @param kind what a signature consists of
   * @return the signatures
   * @throws IllegalArgumentException if there are fewer than 2 classes or 4 samples
   */
  public static ClassSignatures of(
      Spectrum spectrum, ModeAmplitudes amplitudes, int[] labels, SignatureKind kind) {
    int classes = LinearClassifier.classes(labels, amplitudes.rows());
    double[][] rows = kind.rows(spectrum, amplitudes);
    int p = rows[0].length;
    int[] counts = new int[classes];
    double[][] mean = new double[classes][p];
    double[][] spread = new double[classes][p];
    for (int label : labels) {
      counts[label]++;
    }
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < p; j++) {
        mean[labels[i]][j] += rows[i][j] / counts[labels[i]];
      }
    }
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < p; j++) {
        double off = rows[i][j] - mean[labels[i]][j];
        spread[labels[i]][j] += off * off / counts[labels[i]];
      }
    }
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < p; j++) {
        spread[c][j] = Math.sqrt(spread[c][j]);
      }
    }
    double[][] distance = new double[classes][classes];
    for (int a = 0; a < classes; a++) {
      for (int b = 0; b < a; b++) {
        distance[a][b] = distance(mean[a], mean[b], spread[a], spread[b]);
        distance[b][a] = distance[a][b];
      }
    }
    return new ClassSignatures(
        kind,
        mean,
        spread,
        counts,
        distance,
        LinearClassifier.heldOutAccuracy(rows, labels, classes),
        LinearClassifier.chance(labels, classes));
  }

  private static double distance(double[] a, double[] b, double[] spreadA, double[] spreadB) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double pooled = (spreadA[j] * spreadA[j] + spreadB[j] * spreadB[j]) / 2;
      double off = a[j] - b[j];
      sum += off == 0 ? 0 : off * off / pooled;
    }
    return Math.sqrt(sum / a.length);
  }
}
