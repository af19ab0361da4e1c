/** Dense linear algebra in double precision. */
package org.koopflow.numerics.dense;
