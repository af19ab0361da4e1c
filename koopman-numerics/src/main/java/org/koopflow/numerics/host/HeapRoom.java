package org.koopflow.numerics.host;

import java.util.Locale;
import java.util.Optional;
import org.koopflow.api.SpecificationException;

/**
 * Whether numbers that are asked for find room on the heap, asked before memory is taken: what
 * never fits is refused at once and by name, instead of after minutes of collecting garbage.
 */
public final class HeapRoom {
  private static final double GIGABYTE = 1 << 30;

  private HeapRoom() {}

  /**
   * Why numbers cannot be held.
   *
   * @param numbers how many, exactly or nearly
   * @param bytes size of each
   * @return what they would take and what there is, to be read after their name; empty if they may
   *     fit
   */
  public static Optional<String> refusal(double numbers, int bytes) {
    double needed = numbers * bytes;
    double most = Runtime.getRuntime().maxMemory();
    return needed <= most
        ? Optional.empty()
        : Optional.of(
            "needs "
                + gigabytes(needed)
                + " of memory, and Java may use "
                + gigabytes(most)
                + "; ask for less, or allow more by Java's option -Xmx");
  }

  /**
   * Refuses numbers that cannot be held.
   *
   * @param what their name, for the message
   * @param numbers how many, exactly or nearly
   * @param bytes size of each
   * @throws SpecificationException if they take more than all there is
   */
  public static void require(String what, double numbers, int bytes) {
    refusal(numbers, bytes)
        .ifPresent(
            why -> {
              throw new SpecificationException(what + " " + why);
            });
  }

  private static String gigabytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
  }
}
