package org.koopflow.spectral.model.findings;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.spectral.Mode;

/**
 * What the leading modes paint at samples of the model.
 *
 * @param points the samples, rows as in the data set
 * @param shapes one for each mode, in the order of the spectrum
 */
public record ShapesFinding(Batch points, List<Shape> shapes) implements Finding {
  /**
   * What one mode paints, as {@link org.koopflow.spectral.ModeShape} has it but in the coordinates
   * of the data.
   *
   * @param mode the mode
   * @param real real part of the direction at each point
   * @param imaginary imaginary part; zeros for a real eigenvalue
   * @param deviation how far samples differ along it: standard deviation of the mode's amplitude,
   *     twice that for a pair
   */
  public record Shape(Mode mode, Batch real, Batch imaginary, double deviation) {}

  /**
   * Copies the list.
   *
   * @param points the samples
   * @param shapes one for each mode
   */
  public ShapesFinding {
    shapes = List.copyOf(shapes);
  }
}
