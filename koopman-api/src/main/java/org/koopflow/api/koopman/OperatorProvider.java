package org.koopflow.api.koopman;

import org.koopflow.api.Provider;

/**
 * Makes operators of one parametrisation.
 *
 * @param <S> its settings
 */
public interface OperatorProvider<S extends Record>
    extends Provider<S, OperatorContext, KoopmanOperator> {
  /**
   * Describes an operator.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the operator
   * @throws org.koopflow.api.SpecificationException if the settings do not fit the layout, such as
   *     an odd number of observables for 2 x 2 blocks
   */
  @Override
  KoopmanOperator create(S settings, OperatorContext context);

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
