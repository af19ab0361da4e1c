/** Tensors and gradients by DJL. */
module org.koopflow.backend.djl {
  requires transitive org.koopflow.api;
  requires ai.djl.api;
  requires org.slf4j;
  requires com.google.gson;
  requires org.apache.commons.compress;

  exports org.koopflow.backend.djl;

  provides org.koopflow.api.backend.BackendProvider with
      org.koopflow.backend.djl.DjlBackendProvider;
}
