/**
 * What the spectrum of a learned linear flow says: eigenvalues, modes, eigenfunctions and how far
 * they can be trusted, signatures of classes, editing, inversion and certificates.
 *
 * <p>The analysis itself knows the api; the package {@code model} alone knows the core, since a
 * trained model is opened there.
 */
module org.koopflow.spectral {
  requires ojalgo;
  requires transitive org.koopflow.api;
  requires transitive org.koopflow.core;

  exports org.koopflow.spectral;
  exports org.koopflow.spectral.model;
}
