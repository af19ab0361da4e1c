/** Spectral analysis of models as the core opens and stores them. */
package org.koopflow.spectral.model;
