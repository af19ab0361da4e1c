package org.koopflow.parts.lifting;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * All monomials of the variables up to a total degree, without the constant and without time alone,
 * which a lifted state holds anyway. The first d are the state itself.
 *
 * <p>Monomials of one degree stand in the order of their first variable, so that those of the next
 * degree whose first variable is the i-th are that variable times a contiguous end of them: no
 * power is computed, and each monomial costs one product.
 *
 * @param variables what they are monomials of
 * @param degree largest total degree, at least 1
 */
record Monomials(Variables variables, int degree) implements Dictionary {
  /** Number of monomials of v variables of total degree 1 to p: C(v + p, p) - 1. */
  static BigInteger count(int v, int p) {
    BigInteger count = BigInteger.ONE;
    for (int k = 1; k <= Math.min(v, p); k++) {
      // Exact at every step: k consecutive numbers are divisible by k!.
      count =
          count.multiply(BigInteger.valueOf((long) v + p - k + 1)).divide(BigInteger.valueOf(k));
    }
    return count.subtract(BigInteger.ONE);
  }

  /** Number of monomials of v variables of total degree exactly k: C(v + k - 1, k). */
  private static int exactly(int v, int k) {
    return count(v - 1, k).intValueExact() + 1;
  }

  @Override
  public int size() {
    return count(variables.count(), degree).intValueExact() - (variables.time() ? 1 : 0);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor apply(Scope scope, Tensor t, Tensor x) {
    int v = variables.count();
    Tensor first = variables.of(t, x);
    List<Tensor> factors = new ArrayList<>();
    for (int i = 0; i < v; i++) {
      factors.add(first.slice(Axis.COLUMNS, i, i + 1));
    }
    List<Tensor> higher = new ArrayList<>();
    Tensor last = first;
    for (int k = 2; k <= degree; k++) {
      int all = exactly(v, k - 1);
      List<Tensor> parts = new ArrayList<>();
      for (int i = 0; i < v; i++) {
        Tensor end = last.slice(Axis.COLUMNS, all - exactly(v - i, k - 1), all);
        parts.add(end.multiply(factors.get(i)));
      }
      last = join(parts);
      higher.add(last);
    }
    higher.add(0, x);
    return join(higher);
  }

  private static Tensor join(List<Tensor> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : parts.get(0).concatenate(Axis.COLUMNS, parts.subList(1, parts.size()));
  }
}
