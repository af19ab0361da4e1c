package org.koopflow.spectral.model.findings;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.koopflow.api.Batch;
import org.koopflow.spectral.EditEffect;
import org.koopflow.spectral.Mode;

/**
 * The same rows under an edit of several strengths.
 *
 * @param name what is edited, for a person
 * @param scale the strengths
 * @param states the rows at each strength, as in the data set
 * @param mode the mode whose amplitude is edited; empty where all are
 * @param effect what one unit of strength does to rows of the class to leave; empty where the edit
 *     does not lead from class to class
 */
public record EditSeries(
    String name,
    Scale scale,
    List<Batch> states,
    Optional<Mode> mode,
    Optional<EditEffect> effect) {
  /**
   * Copies the list.
   *
   * @param name what is edited
   * @param scale the strengths
   * @param states the rows at each strength
   * @param mode the mode whose amplitude is edited
   * @param effect what one unit of strength does
   */
  public EditSeries {
    states = List.copyOf(states);
  }

  /** What strengths are counted in. */
  public enum Scale {
    /** Multiples of how far a sample deviates from the mean. */
    FACTORS("deviation from its mean times", 1, 0, 0.5, 1, 1.5, 2),
    /** Standard deviations of samples along a direction. */
    DEVIATIONS("standard deviations", 0, -2, -1, 0, 1, 2),
    /** Shares of the way from class to class. */
    FRACTIONS("of the way", 0, 0, 0.25, 0.5, 0.75, 1, 1.5);

    private final String unit;
    private final double neutral;
    private final double[] strengths;

    Scale(String unit, double neutral, double... strengths) {
      this.unit = unit;
      this.neutral = neutral;
      this.strengths = strengths;
    }

    /**
     * What a strength is a number of.
     *
     * @return words for a person
     */
    public String unit() {
      return unit;
    }

    /**
     * The strengths.
     *
     * @return ascending numbers
     */
    public double[] strengths() {
      return strengths.clone();
    }

    /**
     * Which strength leaves everything as it is.
     *
     * @return its place among the strengths
     */
    public int neutral() {
      return (int) DoubleStream.of(strengths).takeWhile(strength -> strength != neutral).count();
    }
  }
}
