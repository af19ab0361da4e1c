/**
 * What turns noise into samples. The one step of a {@link org.koopflow.api.koopman.LinearFlow} and
 * solvers that follow a {@link org.koopflow.api.teacher.VelocityField} are samplers alike.
 */
package org.koopflow.api.sampling;
