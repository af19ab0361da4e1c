/**
 * What convolutional networks are made of besides convolutions, as compositions of operations that
 * every backend has: they run on dual tensors and are differentiated like anything else. Images are
 * rows, see {@link org.koopflow.api.tensor.ImageLayout}.
 */
package org.koopflow.parts.image;
