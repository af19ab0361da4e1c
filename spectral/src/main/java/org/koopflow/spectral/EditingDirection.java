package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.numerics.dense.Moments;
import org.koopflow.numerics.dense.PrincipalComponents;

/**
 * A direction in the space of mode amplitudes to move samples along.
 *
 * @param name what it is, for a person
 * @param step what one unit of strength adds to the amplitude of every mode
 */
public record EditingDirection(String name, List<Complex> step) {
  /**
   * Copies the steps.
   *
   * @param name what it is
   * @param step what one unit of strength adds
   */
  public EditingDirection {
    step = List.copyOf(step);
  }

  /**
   * The edit that moves along it.
   *
   * @param strength how far; 0 changes nothing, 1 is from class to class, or a standard deviation
   * @return the edit
   */
  public ModeEdit by(double strength) {
    return amplitudes ->
        amplitudes.map(
            (row, mode, value) ->
                strength == 0 ? value : value.plus(step.get(mode).times(strength)));
  }

  /**
   * From the mean of one class to that of another.
   *
   * @param spectrum the spectrum
   * @param amplitudes of labelled samples
   * @param labels class of each sample
   * @param from the class to leave
   * @param to the class to reach
   * @return the difference of the means
   * @throws IllegalArgumentException if one of the classes has no sample, or a mode is
   *     ill-conditioned
   */
  public static EditingDirection between(
      Spectrum spectrum, ModeAmplitudes amplitudes, int[] labels, int from, int to) {
    spectrum.modes().forEach(Mode::requireTrusted);
    LinearClassifier.classes(labels, amplitudes.rows());
    int[] counts = new int[2];
    double[][] rows = AmplitudeSpace.rows(spectrum, amplitudes);
    double[][] means = new double[2][AmplitudeSpace.dimension(spectrum)];
    for (int i = 0; i < rows.length; i++) {
      for (int side = 0; side < 2; side++) {
        if (labels[i] == (side == 0 ? from : to)) {
          counts[side]++;
          for (int j = 0; j < rows[i].length; j++) {
            means[side][j] += rows[i][j];
          }
        }
      }
    }
    for (int side = 0; side < 2; side++) {
      if (counts[side] == 0) {
        throw new IllegalArgumentException(
            "no sample has the label " + (side == 0 ? from : to) + " to find a direction from");
      }
    }
    double[] difference = new double[means[0].length];
    for (int j = 0; j < difference.length; j++) {
      difference[j] = means[1][j] / counts[1] - means[0][j] / counts[0];
    }
    return new EditingDirection(
        "from class " + from + " to class " + to,
        List.of(AmplitudeSpace.amplitudes(spectrum, difference)));
  }

  /**
   * The directions along which amplitudes vary most: principal components of the amplitudes, each a
   * standard deviation long.
   *
   * @param spectrum the spectrum
   * @param amplitudes of samples, at least two
   * @param count how many directions
   * @return the directions, by falling variance
   * @throws IllegalArgumentException if there are not as many directions, or a mode is
   *     ill-conditioned
   */
  public static List<EditingDirection> ofVariance(
      Spectrum spectrum, ModeAmplitudes amplitudes, int count) {
    spectrum.modes().forEach(Mode::requireTrusted);
    double[][] rows = AmplitudeSpace.rows(spectrum, amplitudes);
    int p = AmplitudeSpace.dimension(spectrum);
    if (count < 1 || count > p || rows.length < 2) {
      throw new IllegalArgumentException(
          "from 1 to "
              + p
              + " directions can be found in at least 2 samples, got "
              + count
              + " and "
              + rows.length);
    }
    Batch samples = Matrix.ofRows(rows).toBatch();
    double[] covariance = Moments.covariance(samples, Moments.mean(samples));
    PrincipalComponents components = PrincipalComponents.of(covariance, p);
    // A covariance has the number of rows as its divisor, an estimate from samples one less.
    double divisors = (double) rows.length / (rows.length - 1);
    List<EditingDirection> directions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double deviation = Math.sqrt(Math.max(0, components.variance(i)) * divisors);
      double[] vector = components.eigenvector(i);
      for (int j = 0; j < p; j++) {
        vector[j] *= deviation;
      }
      directions.add(
          new EditingDirection(
              "component " + (i + 1), List.of(AmplitudeSpace.amplitudes(spectrum, vector))));
    }
    return directions;
  }
}
