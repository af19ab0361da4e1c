/**
 * All that is found of the spectrum of one run's model, for its metrics and for whoever shows it.
 */
package org.koopflow.spectral.model.findings;
