/**
 * Spectral analysis of learned linear flows: {@link org.koopflow.spectral.Spectrum} is where it
 * begins, and {@link org.koopflow.spectral.model.SpectralModel} where an opened model is given.
 */
package org.koopflow.spectral;
