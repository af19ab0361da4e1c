/**
 * Trainable functions of rows, for teachers, liftings and decoders, which leave the architecture to
 * the specification. A network is a description: its numbers are weights that a {@link
 * org.koopflow.api.tensor.Scope} hands it.
 */
package org.koopflow.api.network;
