/** Matrix exponentials, on matrices and on tensors. */
package org.koopflow.numerics.exponential;
