package org.koopflow.spectral.model;

/** stub replaced below */
public final class SpectralModel {
  private SpectralModel() {}
}
