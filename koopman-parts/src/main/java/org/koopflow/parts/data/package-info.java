/** Data sources: generated points and files. */
package org.koopflow.parts.data;
