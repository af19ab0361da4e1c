package org.koopflow.numerics.exponential;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.koopflow.api.Matrix;
import org.koopflow.api.Precision;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.tensor.Shape;
import org.koopflow.numerics.host.HostTensor;

/**
 * The exponential {@code V e^(tD) V^-1} from eigenvalues D and eigenvectors V, found once for any
 * number of times. A generator is defective by design, its two zero eigenvalues of constant and
 * time being one Jordan block: that block is split off exactly ({@link AffineParts}), the coupling
 * of the observables alone is decomposed, and the drives pass through {@link PhiFunctions} of its
 * eigenvalues, which zero and repeated ones do not disturb.
 *
 * <p>A loss of accuracy by as much as the condition of V is inherent. Beyond a limit the matrix is
 * refused.
 */
public final class EigenExponential implements Exponential {
  private final double condition;
  private final int affine;

  /**
   * Creates the strategy.
   *
   * @param settings what condition of the eigenvectors is accepted
   * @param context what is known of the generators
   */
  public EigenExponential(EigenSettings settings, ExponentialContext context) {
    condition = Objects.requireNonNull(settings, "settings").condition();
    affine = context.affine();
  }

  /**
   * The exponential.
   *
   * @param a a square matrix of finite numbers
   * @return e^a
   * @throws IllegalArgumentException if the matrix is empty, not square or not finite
   * @throws org.koopflow.api.KoopflowException if its eigenvectors, but for those of a generator's
   *     constant and time, are worse conditioned than accepted, or if the result exceeds the range
   *     of double precision
   */
  @Override
  public Matrix exp(Matrix a) {
    return exp(a, new double[] {1}).get(0);
  }

  /**
   * The exponentials of multiples, from one decomposition.
   *
   * @param a a square matrix of finite numbers
   * @param times finite factors
   * @return e^(t a) for each of them
   * @throws IllegalArgumentException as {@link #exp(Matrix)}, or if a factor is not finite
   * @throws org.koopflow.api.KoopflowException as {@link #exp(Matrix)}
   */
  @Override
  public List<Matrix> exp(Matrix a, double[] times) {
    Inputs.require(a);
    AffineParts parts = AffineParts.of(a, affine).orElse(null);
    EigenForm basis = EigenForm.of(parts == null ? a : parts.coupling(), condition);
    Matrix drives = parts == null ? null : basis.into(parts.drives());
    Matrix all = basis.into(Matrix.identity(basis.size()));
    List<Matrix> results = new ArrayList<>(times.length);
    for (double t : times) {
      PhiFunctions phi = functions(basis, Inputs.requireFactor(t));
      Matrix exp = basis.apply(phi.exp(), all);
      Matrix result =
          parts == null
              ? exp
              : parts.assemble(
                  t, exp, basis.apply(phi.phi1(), drives), basis.apply(phi.phi2(), drives));
      results.add(Inputs.requireRepresentable(result, a));
    }
    return results;
  }

  private static PhiFunctions functions(EigenForm basis, double t) {
    Shape column = new Shape(basis.size(), 1);
    ComplexTensor z =
        new ComplexTensor(
            HostTensor.of(column, basis.real().clone()),
            HostTensor.of(column, basis.imaginary().clone()));
    double largest = 0;
    for (int i = 0; i < basis.size(); i++) {
      largest = Math.max(largest, Math.hypot(basis.real()[i], basis.imaginary()[i]));
    }
    return PhiFunctions.of(
        z.multiply(t), PhiFunctions.halvings(largest * Math.abs(t)), Precision.FLOAT64);
  }
}
