/** Optimizers: what moves weights along their gradients. */
package org.koopflow.parts.optimizer;
