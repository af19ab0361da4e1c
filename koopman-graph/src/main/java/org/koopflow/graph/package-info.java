/**
 * Functions of tensors as graphs. {@link org.koopflow.graph.RecordedFunction} and {@link
 * org.koopflow.graph.RecordedLoss} record one for given sizes; their {@link
 * org.koopflow.graph.Graph} lists its nodes, operands first. Whoever computes or writes out a graph
 * asks each {@link org.koopflow.graph.Node} for its {@link org.koopflow.graph.Origin}: a {@link
 * org.koopflow.graph.Leaf} is given from outside, an {@link org.koopflow.graph.Operation} is
 * computed, and an {@link org.koopflow.graph.OperationVisitor} says how. {@link
 * org.koopflow.graph.OperationCount} says how much that is.
 */
package org.koopflow.graph;
