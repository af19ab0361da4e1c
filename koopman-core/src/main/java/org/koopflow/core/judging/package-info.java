/**
 * How a trained model is judged: the metrics it serves are made, asked of student, teacher and a
 * second set of real data, and what they answer becomes the figures of a run. What an embedder
 * needs of it stands in {@link org.koopflow.core.evaluation}.
 */
package org.koopflow.core.judging;
