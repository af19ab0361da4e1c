package org.koopflow.api.sampling;

import org.koopflow.api.Provider;

/**
 * Makes samplers of one kind.
 *
 * @param <S> its settings
 */
public interface SamplerProvider<S extends Record> extends Provider<S, SampledModel, Sampler> {
  /**
   * Makes a sampler. Nothing of the model is evaluated before the sampler samples: a run makes one
   * before it trains, of a model without numbers yet, to learn whether the sampler could work.
   *
   * @param settings its settings
   * @param model what there is to sample from
   * @return the sampler; it borrows the model and closes nothing
   * @throws org.koopflow.api.SpecificationException if the model lacks what this sampler needs
   */
  @Override
  Sampler create(S settings, SampledModel model);
}
