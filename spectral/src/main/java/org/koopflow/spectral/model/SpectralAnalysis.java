package org.koopflow.spectral.model;

/**
 * A question put to the spectrum of an opened model. There is one class for each, which holds what
 * the question is about, such as rows, an edit or a number of samples and their seed.
 *
 * @param <R> what it finds
 */
@FunctionalInterface
public interface SpectralAnalysis<R> {
  /**
   * Finds it.
   *
   * @param model the opened model, which stays open
   * @return what was found; it stays valid when the model is closed, unless it says otherwise
   */
  R of(SpectralModel model);
}
