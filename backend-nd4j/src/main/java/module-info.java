/**
 * Tensors and gradients by ND4J. ND4J cannot be a module, so this one reads it from the class path,
 * and reports itself unavailable where it is not there.
 */
module org.koopflow.backend.nd4j {
  requires transitive org.koopflow.api;
  requires org.koopflow.graph;
  // Used by ND4J, which lies on the class path and cannot ask for them.
  requires java.logging;
  requires java.management;
  requires jdk.unsupported;

  exports org.koopflow.backend.nd4j;

  provides org.koopflow.api.backend.BackendProvider with
      org.koopflow.backend.nd4j.Nd4jBackendProvider;
}
