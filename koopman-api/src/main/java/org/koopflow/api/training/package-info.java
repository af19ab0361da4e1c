/**
 * What is to be trained, for how long, and what moves the weights. Steps and their schedule are a
 * {@link org.koopflow.api.training.Trainer}'s, the same for every task; an optimizer only moves
 * weights along gradients that a backend gives.
 */
package org.koopflow.api.training;
