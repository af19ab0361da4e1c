package org.koopflow.api.koopman;

import org.koopflow.api.Plugin;

/**
 * Makes operators of one parametrisation.
 *
 * @param <S> its settings
 */
public interface OperatorProvider<S extends Record> extends Plugin<S> {
  /**
   * Describes an operator.
   *
   * @param settings its settings
   * @param layout layout of the lifted state
   * @return the operator
   * @throws org.koopflow.api.SpecificationException if the settings do not fit the layout, such as
   *     an odd number of observables for 2 x 2 blocks
   */
  KoopmanOperator create(S settings, StateLayout layout);

  /**
   * What its generators keep, whatever the values of their parameters. It decides which
   * exponentials apply.
   *
   * @return the structure; {@link Structure#DENSE} unless overridden
   */
  default Structure structure() {
    return Structure.DENSE;
  }
}
