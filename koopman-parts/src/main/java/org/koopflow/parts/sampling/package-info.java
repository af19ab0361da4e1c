/** Samplers: the one linear step, and solvers of the teacher's equation. */
package org.koopflow.parts.sampling;
