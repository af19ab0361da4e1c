/**
 * The teacher that was recorded elsewhere. It stands in the core, unlike other teachers, because it
 * needs nothing but the readers of files that the core has.
 */
package org.koopflow.parts.recorded;
