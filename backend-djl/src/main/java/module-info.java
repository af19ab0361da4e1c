/** Tensors and gradients by DJL, and velocity fields that PyTorch programs saved. */
module org.koopflow.backend.djl {
  requires transitive org.koopflow.api;
  requires ai.djl.api;
  // At run time the engine may be missing; the provider then reports itself unavailable.
  requires static ai.djl.pytorch_engine;
  // Used by the automatic modules of DJL, which cannot say so themselves.
  requires com.google.gson;
  requires org.apache.commons.compress;
  requires org.slf4j;

  exports org.koopflow.backend.djl;

  provides org.koopflow.api.backend.BackendProvider with
      org.koopflow.backend.djl.DjlBackendProvider;
  provides org.koopflow.api.teacher.TeacherProvider with
      org.koopflow.backend.djl.TorchScriptProvider;
}
