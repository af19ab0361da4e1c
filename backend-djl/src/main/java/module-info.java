/** Tensors and gradients by DJL. */
module org.koopflow.backend.djl {
  requires org.koopflow.api;
}
