/** Parametrisations of the generator. */
package org.koopflow.parts.operator;
