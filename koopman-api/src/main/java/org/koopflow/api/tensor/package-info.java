/**
 * The language in which networks, liftings, operators and losses are written once, for every
 * backend to run: matrices, the scope their parameters come from, and {@link
 * org.koopflow.api.tensor.Dual}, which carries a derivative through the same code. What runs it is
 * told in {@link org.koopflow.api.backend}.
 */
package org.koopflow.api.tensor;
