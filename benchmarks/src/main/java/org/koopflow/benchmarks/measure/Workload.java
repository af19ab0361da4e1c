package org.koopflow.benchmarks.measure;

import java.util.List;

/**
 * Work that can be done again and again, with what it amounts to.
 *
 * @param name what is done
 * @param unit what one run makes, in the plural, such as {@code samples}
 * @param items how many of them one run makes
 * @param flops floating-point operations of the matrix products in one run, two for each
 *     multiplication and addition; nothing else is counted, so that a share of the rate of a matrix
 *     product says what everything else costs
 * @param body one run
 * @param resources what {@link #close} frees, in this order
 */
public record Workload(
    String name,
    String unit,
    double items,
    double flops,
    Runnable body,
    List<AutoCloseable> resources)
    implements AutoCloseable {
  /**
   * Checks the amounts.
   *
   * @param name what is done
   * @param unit what one run makes
   * @param items how many of them
   * @param flops operations of the matrix products in one run
   * @param body one run
   * @param resources what closing frees
   * @throws IllegalArgumentException if an amount is not positive
   */
  public Workload {
    if (!(items > 0 && flops > 0)) {
      throw new IllegalArgumentException(
          "a workload makes something and multiplies, got "
              + items
              + " items and "
              + flops
              + " operations");
    }
    resources = List.copyOf(resources);
  }

  /** Does the work once. */
  public void run() {
    body.run();
  }

  @Override
  public void close() {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("'" + name + "' cannot be closed", e);
      }
    }
  }
}
