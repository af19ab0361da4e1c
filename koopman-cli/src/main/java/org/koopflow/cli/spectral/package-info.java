/** The commands that read the spectrum of a trained model and use it. */
package org.koopflow.cli.spectral;
