package org.koopflow.spectral;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.numerics.dense.Moments;
import org.koopflow.numerics.dense.PrincipalComponents;
import org.koopflow.numerics.dense.Rows;
import org.koopflow.numerics.host.RowSums;

/**
 * How well a plain linear classifier recovers the label from spectral signatures, beside the same
 * classifier on as many leading principal components of the data. All are trained on every second
 * sample and tested on the others; the components too are found in the former alone.
 *
 * @param energies of signatures that are mode energies, one number for each mode
 * @param amplitudes of signatures that are mode amplitudes, two numbers for a pair
 * @param chance accuracy of always naming the most frequent class
 * @param tested number of samples the accuracies were measured on
 */
public record SignatureComparison(
    Accuracy energies, Accuracy amplitudes, double chance, int tested) {
  /**
   * Accuracies on samples held out.
   *
   * @param features numbers in a signature
   * @param signatures share of labels recovered from signatures
   * @param components principal components compared with: as many as features, or all there are
   *     where the data vary in fewer directions
   * @param principalComponents share of labels recovered from these
   */
  public record Accuracy(
      int features, double signatures, int components, double principalComponents) {
    /**
     * By how much signatures are better.
     *
     * @return difference of the accuracies, negative where the principal components are better
     */
    public double lead() {
      return signatures - principalComponents;
    }

    /**
     * By how much the lead may be off by the choice of samples alone.
     *
     * @param tested samples the accuracies were measured on
     * @return standard error of {@link #lead} as if both erred on samples of their own, which is
     *     more than it is where they err on the same ones
     */
    public double leadError(int tested) {
      return Math.sqrt(
          (signatures * (1 - signatures) + principalComponents * (1 - principalComponents))
              / tested);
    }
  }

  /**
   * Compares signatures of all modes.
   *
   * @param spectrum the spectrum
   * @param amplitudes of samples, such as {@link Eigenfunctions#at} gives for data at time 1; their
   *     order should not depend on their labels
   * @param labels class of each sample, from 0
   * @param data the same samples to take principal components of, rows x any number of columns;
   *     best as the data set has them, since all components of whitened ones are equal
   * @return both comparisons
   * @throws IllegalArgumentException if there are fewer than 2 classes or 4 samples, or if the data
   *     are others than the samples or do not vary
   */
  public static SignatureComparison of(
      Spectrum spectrum, ModeAmplitudes amplitudes, int[] labels, Batch data) {
    return of(spectrum, amplitudes, labels, data, spectrum.modes().size());
  }

  /**
   * Compares signatures of the first modes alone, best those of a spectrum that {@link
   * Contributions#leading} has put in order.
   *
   * @param spectrum the spectrum
   * @param amplitudes of samples
   * @param labels class of each sample, from 0
   * @param data the same samples to take principal components of
   * @param modes number of modes in a signature, at least 1
   * @return both comparisons
   * @throws IllegalArgumentException as above, or if there are not as many modes
   */
  public static SignatureComparison of(
      Spectrum spectrum, ModeAmplitudes amplitudes, int[] labels, Batch data, int modes) {
    int classes = LinearClassifier.classes(labels, amplitudes.rows());
    int all = spectrum.modes().size();
    if (modes < 1 || modes > all) {
      throw new IllegalArgumentException(
          "signatures can be of 1 to " + all + " modes, got " + modes);
    }
    if (data.rows() != labels.length) {
      throw new IllegalArgumentException(
          labels.length + " signatures cannot be compared with " + data.rows() + " rows of data");
    }
    Components components = Components.of(data);
    if (components.found().rank() == 0) {
      throw new IllegalArgumentException(
          "data that are all alike have no principal components to compare signatures with");
    }
    int real = spectrum.modes().subList(0, modes).stream().mapToInt(Mode::dimension).sum();
    return new SignatureComparison(
        compare(
            first(SignatureKind.ENERGIES.rows(spectrum, amplitudes), modes),
            components,
            data,
            labels,
            classes),
        compare(
            first(SignatureKind.AMPLITUDES.rows(spectrum, amplitudes), real),
            components,
            data,
            labels,
            classes),
        LinearClassifier.chance(labels, classes),
        data.rows() / 2);
  }

  private static Accuracy compare(
      double[][] signatures, Components components, Batch data, int[] labels, int classes) {
    int features = signatures[0].length;
    int count = Math.min(features, components.found().rank());
    return new Accuracy(
        features,
        LinearClassifier.heldOutAccuracy(signatures, labels, classes),
        count,
        LinearClassifier.heldOutAccuracy(components.scores(data, count), labels, classes));
  }

  /** The principal components of the rows the classifier is trained on. */
  private record Components(double[] mean, PrincipalComponents found) {
    static Components of(Batch data) {
      Batch seen = LinearClassifier.seen(data);
      double[] mean = Moments.mean(seen);
      return new Components(
          mean, PrincipalComponents.of(Moments.covariance(seen, mean), mean.length));
    }

    /** Coordinates of rows along the first of them. */
    double[][] scores(Batch data, int count) {
      double[][] directions =
          IntStream.range(0, count).mapToObj(found::direction).toArray(double[][]::new);
      Batch scores =
          Rows.map(
              data.to(Precision.FLOAT64),
              mean.length,
              count,
              (x, y) -> {
                for (int k = 0; k < count; k++) {
                  for (int j = 0; j < x.length; j++) {
                    y[k] += (x[j] - mean[j]) * directions[k][j];
                  }
                }
              });
      return RowSums.split(scores.doubles(), scores.rows(), count);
    }
  }

  private static double[][] first(double[][] rows, int columns) {
    return Arrays.stream(rows).map(row -> Arrays.copyOf(row, columns)).toArray(double[][]::new);
  }
}
