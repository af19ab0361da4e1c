/** Ways to compute the exponential, as plug-ins. */
package org.koopflow.parts.exponential;
