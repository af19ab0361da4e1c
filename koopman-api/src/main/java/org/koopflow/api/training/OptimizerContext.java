package org.koopflow.api.training;

import java.util.Set;
import org.koopflow.api.Weights;

/**
 * What an optimizer is made for.
 *
 * @param initial first values of all parameters, whose names, order and sizes are those of every
 *     step
 * @param frozen names of parameters that keep their values
 */
public record OptimizerContext(Weights initial, Set<String> frozen) {}
