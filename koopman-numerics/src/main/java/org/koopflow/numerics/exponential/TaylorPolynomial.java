package org.koopflow.numerics.exponential;

import org.koopflow.api.Matrix;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * Taylor polynomials of the exponential in few matrix products: P. Bader, S. Blanes and F. Casas,
 * Computing the matrix exponential with an optimized Taylor polynomial approximation, Mathematics 7
 * (2019) 1174. The identity is taken out of all products and added at the end, so that a row of
 * zeros in A stays a row of the identity, to the last digit.
 */
final class TaylorPolynomial {
  private static final double ROOT = Math.sqrt(177);

  // Degree 8 in 3 products, equation (14) there; x3 is free.
  private static final double X3 = 2.0 / 3;
  private static final double X1 = X3 * (1 + ROOT) / 88;
  private static final double X2 = X3 * (1 + ROOT) / 352;
  private static final double X4 = (-271 + 29 * ROOT) / (315 * X3);
  private static final double X5 = 11 * (-1 + ROOT) / (1260 * X3);
  private static final double X6 = 11 * (-9 + ROOT) / (5040 * X3);
  private static final double X7 = (89 - ROOT) / (5040 * X3 * X3);
  private static final double Y2 = (857 - 58 * ROOT) / 630;

  // Degree 18 in 5 products: five combinations of A, A^2, A^3, A^6 (section 3.2 there), of which
  // the third and the fourth also hold a multiple of the identity.
  private static final double[] B1 = {
    -1.00365581030144618291e-01, -8.02924648241156932449e-03, -8.92138498045729985177e-04, 0
  };
  private static final double[] B2 = {
    3.97849749499645077844e-01,
    1.36783778460411720168e+00,
    4.98289622525382669416e-01,
    -6.37898194594723280150e-04
  };
  private static final double B3_ONE = -1.09676396052962061844e+01;
  private static final double[] B3 = {
    1.68015813878906206114e+00,
    5.71779846478865511061e-02,
    -6.98210122488052056106e-03,
    3.34975017086070470649e-05
  };
  private static final double B4_ONE = -9.04316832390810593223e-02;
  private static final double[] B4 = {
    -6.76404519071381882256e-02,
    6.75961301770459654925e-02,
    2.95552570429315521194e-02,
    -1.39180257516060693404e-05
  };
  private static final double[] B5 = {
    0, -9.23364619367118555360e-02, -1.69364939002081722752e-02, -1.40086798182036094347e-05
  };

  private TaylorPolynomial() {}

  /**
   * The polynomial of a matrix.
   *
   * @param scope gives the identity
   * @param a n x n
   * @param degree 1, 2, 4, 8 or 18
   * @return {@code sum_k a^k / k!} for k up to the degree
   * @throws IllegalArgumentException for another degree
   */
  static Tensor of(Scope scope, Tensor a, int degree) {
    Tensor withoutIdentity =
        switch (degree) {
          case 1 -> a;
          case 2 -> a.add(a.matmul(a).multiply(0.5));
          case 4 -> degree4(a);
          case 8 -> degree8(a);
          case 18 -> degree18(a);
          default -> throw new IllegalArgumentException("no Taylor polynomial of degree " + degree);
        };
    return withoutIdentity.add(identity(scope, a.shape().rows()));
  }

  private static Tensor degree4(Tensor a) {
    Tensor a2 = a.matmul(a);
    // A^2/2 + A^3/6 + A^4/24 = A^2 (A/6 + A^2/24) + A^2/2
    Tensor higher = a2.matmul(a.multiply(1.0 / 6).add(a2.multiply(1.0 / 24)));
    return a.add(a2.multiply(0.5)).add(higher);
  }

  private static Tensor degree8(Tensor a) {
    Tensor a2 = a.matmul(a);
    Tensor a4 = a2.matmul(a.multiply(X1).add(a2.multiply(X2)));
    Tensor left = a4.add(a2.multiply(X3));
    Tensor right = a.multiply(X5).add(a2.multiply(X6)).add(a4.multiply(X7));
    return a.add(a2.multiply(Y2)).add(left.multiply(X4)).add(left.matmul(right));
  }

  private static Tensor degree18(Tensor a) {
    Tensor a2 = a.matmul(a);
    Tensor a3 = a.matmul(a2);
    Tensor[] powers = {a, a2, a3, a3.matmul(a3)};
    // The polynomial is B2 + (B3 + A9) A9 with A9 = B1 B5 + B4. With the identity taken out of B3
    // and of A9, whose multiples have the product 1, and A itself out of the sums, whose multiples
    // add up to 1, it is I + A + this:
    Tensor curved =
        combine(powers, B1, 0).matmul(combine(powers, B5, 0)).add(combine(powers, B4, 1));
    Tensor a9 = curved.add(a.multiply(B4[0]));
    double[] rest = new double[B2.length];
    for (int k = 1; k < rest.length; k++) {
      rest[k] = B2[k] + B4_ONE * B3[k];
    }
    return a.add(combine(powers, rest, 1))
        .add(curved.multiply(B3_ONE + 2 * B4_ONE))
        .add(combine(powers, B3, 0).add(a9).matmul(a9));
  }

  private static Tensor combine(Tensor[] powers, double[] factors, int from) {
    Tensor sum = null;
    for (int k = from; k < factors.length; k++) {
      if (factors[k] != 0) {
        Tensor term = powers[k].multiply(factors[k]);
        sum = sum == null ? term : sum.add(term);
      }
    }
    return sum;
  }

  private static Tensor identity(Scope scope, int n) {
    return scope.constant(Matrix.identity(n).toBatch());
  }
}
