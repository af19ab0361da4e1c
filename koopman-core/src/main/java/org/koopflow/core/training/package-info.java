/**
 * How a student is fitted to a teacher's flow: by the training loop, which teachers are trained by
 * as well, or in closed form. The objective and the least squares have packages of their own; what
 * is fitted is a model of {@link org.koopflow.core.model}.
 */
package org.koopflow.core.training;
