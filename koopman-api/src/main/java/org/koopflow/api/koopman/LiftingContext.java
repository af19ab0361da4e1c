package org.koopflow.api.koopman;

import org.koopflow.api.network.Networks;
import org.koopflow.api.space.Space;

/**
 * What a lifting is made for.
 *
 * @param space the rows it lifts
 * @param networks makes the networks the settings select
 * @param liftings makes the liftings the settings select, for one that is built on another
 */
public record LiftingContext(Space space, Networks networks, Liftings liftings) {}
