/**
 * The teacher that was recorded elsewhere. It stands among the built-in parts, unlike other
 * teachers, because it needs nothing but the readers of files in the numerics.
 */
package org.koopflow.parts.recorded;
