/**
 * A trained model at rest and at work: what is stored of it, and the same opened in a backend,
 * where it is a linear flow to be sampled. How it was fitted is told in {@code core.training}.
 */
package org.koopflow.core.model;
