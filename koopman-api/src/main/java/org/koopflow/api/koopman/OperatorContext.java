package org.koopflow.api.koopman;

/**
 * What an operator is made for.
 *
 * @param layout layout of the lifted state
 */
public record OperatorContext(StateLayout layout) {}
