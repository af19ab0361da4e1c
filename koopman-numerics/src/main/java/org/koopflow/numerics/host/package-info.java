/**
 * Tensors on the host, in double precision: the reference, and what small functions are evaluated
 * by.
 */
package org.koopflow.numerics.host;
