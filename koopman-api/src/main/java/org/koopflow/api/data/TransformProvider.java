package org.koopflow.api.data;

import org.koopflow.api.Provider;
import org.koopflow.api.Weights;

/**
 * Makes transforms of one kind.
 *
 * @param <S> its settings
 */
public interface TransformProvider<S extends Record>
    extends Provider<S, TransformContext, Transform> {
  /**
   * Computes a transform, in double precision.
   *
   * @param settings its settings
   * @param context the rows to compute it from
   * @return the transform
   * @throws org.koopflow.api.SpecificationException if the rows do not admit it, such as a constant
   *     column that is to be standardised
   */
  @Override
  Transform create(S settings, TransformContext context);

  /**
   * Makes a transform of numbers that were saved. They may come from a damaged file and are
   * checked.
   *
   * @param weights what {@link Transform#toWeights} gave
   * @return an equal transform
   * @throws org.koopflow.api.KoopflowException if names, sizes or values are not those of such a
   *     transform
   */
  Transform restore(Weights weights);
}
