/** The metrics a run is judged by, unless its specification says otherwise. */
package org.koopflow.parts.metrics;
