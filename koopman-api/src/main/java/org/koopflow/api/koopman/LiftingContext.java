package org.koopflow.api.koopman;

import org.koopflow.api.network.Networks;

/**
 * What a lifting is made for.
 *
 * @param stateDimension dimension d of the states
 * @param networks makes the networks the settings select
 * @param liftings makes the liftings the settings select, for one that is built on another
 */
public record LiftingContext(int stateDimension, Networks networks, Liftings liftings) {}
