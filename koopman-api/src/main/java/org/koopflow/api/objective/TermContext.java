package org.koopflow.api.objective;

import org.koopflow.api.koopman.StateLayout;

/**
 * What a term is made for.
 *
 * @param layout layout of the student's lifted state
 */
public record TermContext(StateLayout layout) {}
