/** Generators found in closed form, by least squares instead of training. */
package org.koopflow.core.edmd;
