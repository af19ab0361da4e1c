/**
 * Tensors and gradients by ND4J. A function is recorded as a graph of {@code org.koopflow.graph}
 * once for each combination of sizes; what is here binds that graph to memory and kernels, as a
 * plan to be run again and again.
 */
package org.koopflow.backend.nd4j;
