/**
 * How fast a backend does what Koopflow asks of it, beside its own matrix product, and how fast and
 * exact the exponentials are.
 */
package org.koopflow.benchmarks.measure;
