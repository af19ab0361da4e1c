package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.koopflow.api.Batch;

/**
 * What a mode paints at a point: the decoder's Jacobian applied to its right eigenvector, by
 * forward mode. A unit of amplitude moves the state by {@code real}, and for a pair, whose
 * conjugate moves with it, by twice that; a quarter turn of the amplitude moves it by {@code
 * -imaginary}.
 *
 * @param mode the mode
 * @param real real part, rows x d in the coordinates of the flow
 * @param imaginary imaginary part, rows x d; zeros for a real eigenvalue
 */
public record ModeShape(Mode mode, Batch real, Batch imaginary) {
  /**
   * The shapes of all modes.
   *
   * @param spectrum the spectrum
   * @param decoder differentiates the decoder
   * @param z lifted states to look at, rows x n
   * @return one for each mode, in the order of the spectrum
   */
  public static List<ModeShape> at(Spectrum spectrum, TangentLifting decoder, Batch z) {
    List<ModeShape> shapes = new ArrayList<>();
    for (Mode mode : spectrum.modes()) {
      Batch real = decoder.decode(z, repeat(mode.right().real(), z.rows())).tangent();
      Batch imaginary =
          mode.isPair()
              ? decoder.decode(z, repeat(mode.right().imaginary(), z.rows())).tangent()
              : Batch.zeros(real.rows(), real.columns()).to(real.precision());
      shapes.add(new ModeShape(mode, real, imaginary));
    }
    return shapes;
  }

  private static Batch repeat(double[] direction, int rows) {
    double[] all = new double[rows * direction.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(direction, 0, all, row * direction.length, direction.length);
    }
    return Batch.ofDoubles(rows, direction.length, all);
  }

  /**
   * Shapes as grey pictures: 0.5 where nothing moves, and 0 or 1 where it moves most. Each row is
   * scaled by itself.
   *
   * @param shape rows x d, in the coordinates of the data
   * @return rows x d in [0, 1]
   */
  public static Batch picture(Batch shape) {
    float[] grey = shape.floats().clone();
    for (int row = 0; row < shape.rows(); row++) {
      int from = row * shape.columns();
      int to = from + shape.columns();
      float largest = 0;
      for (int i = from; i < to; i++) {
        largest = Math.max(largest, Math.abs(grey[i]));
      }
      if (largest == 0) {
        Arrays.fill(grey, from, to, 0.5f);
      } else {
        for (int i = from; i < to; i++) {
          grey[i] = 0.5f + 0.5f * grey[i] / largest;
        }
      }
    }
    return Batch.of(shape.rows(), shape.columns(), grey);
  }
}
