package org.koopflow.graph;

/**
 * Where the numbers of a node come from: they are given from outside, or computed from those of
 * other nodes. Two origins that are equal give the same numbers of the same operands.
 */
public sealed interface Origin permits Leaf, Operation {}
