/** Liftings: learned coordinates and dictionaries. */
package org.koopflow.parts.lifting;
