/**
 * The linear side of a model: liftings into coordinates in which the flow is linear, operators that
 * parametrise its generator, exponentials that move it through time, and the linear flow that comes
 * of them. {@link org.koopflow.api.koopman.StateLayout} alone knows what stands where in a lifted
 * state.
 */
package org.koopflow.api.koopman;
