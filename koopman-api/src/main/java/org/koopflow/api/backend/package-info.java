/**
 * What evaluates and differentiates functions of tensors. A backend keeps no state of a training:
 * weights come from the host and gradients go back to it.
 */
package org.koopflow.api.backend;
