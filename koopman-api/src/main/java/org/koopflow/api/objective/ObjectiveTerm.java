package org.koopflow.api.objective;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.koopflow.api.tensor.Tensor;

/** One term of the objective: a function of a batch that training makes small. */
public interface ObjectiveTerm {
  /**
   * What it is multiplied by in the sum. With 0 it is computed and reported all the same.
   *
   * @return a finite number, at least 0
   */
  double weight();

  /**
   * What it asks of the teacher. Where that is missing it is refused before training, unless it is
   * {@link #dispensable}.
   *
   * @return what it needs
   */
  Set<Need> needs();

  /**
   * The points whose lifted states it asks for.
   *
   * @return the points; asking for another one is an error
   */
  Set<Point> points();

  /**
   * Whether the objective goes on without it where the teacher has not what it needs.
   *
   * @return false unless overridden
   */
  default boolean dispensable() {
    return false;
  }

  /**
   * Builds the term. In the first half, which is this call, it asks for what is to be decoded; the
   * second half, the supplier, is called once all terms have asked.
   *
   * @param batch what it is made of
   * @return gives the value
   */
  Supplier<Value> over(StudentBatch batch);

  /**
   * What a term comes to.
   *
   * @param value the term, 1 x 1
   * @param figures what to report beside it, each 1 x 1; no gradient is taken of them
   */
  record Value(Tensor value, Map<String, Tensor> figures) {
    /**
     * A value alone.
     *
     * @param value the term, 1 x 1
     * @return the value without figures
     */
    public static Value of(Tensor value) {
      return new Value(value, Map.of());
    }
  }
}
