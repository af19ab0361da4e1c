/**
 * Tensors and gradients by DJL's PyTorch engine: functions run operation by operation as they are
 * called, in memory that each computation owns and frees. Beside the backend stands a teacher,
 * whose velocity field is a TorchScript module that any PyTorch program may have saved.
 */
package org.koopflow.backend.djl;
