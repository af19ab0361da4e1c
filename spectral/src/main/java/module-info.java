/**
 * What the spectrum of a learned linear flow says: eigenvalues, modes, eigenfunctions and how far
 * they can be trusted, signatures of classes, editing, inversion and certificates.
 *
 * <p>The analysis itself knows the api and the numerics; what knows the core as well lies below the
 * package {@code model}, where a trained model is opened.
 */
module org.koopflow.spectral {
  requires transitive org.koopflow.api;
  requires transitive org.koopflow.core;
  requires org.koopflow.numerics;

  exports org.koopflow.spectral;
  exports org.koopflow.spectral.model;
  exports org.koopflow.spectral.model.analysis;
  exports org.koopflow.spectral.model.findings;
}
