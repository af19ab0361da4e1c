/** The analyses a model's spectrum is put to, and what each finds. */
package org.koopflow.spectral.model.analysis;
