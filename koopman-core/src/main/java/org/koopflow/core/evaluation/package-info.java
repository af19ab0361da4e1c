/**
 * How a trained model is judged: which metrics can be asked, their answers for student, teacher and
 * a second set of real data, and what their figures are called. The metrics themselves are
 * plug-ins; a model comes here opened, beside its teacher's {@link org.koopflow.core.flow}.
 */
package org.koopflow.core.evaluation;
