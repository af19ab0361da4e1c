/**
 * Tensors in plain Java and double precision: slow, obvious, and independent of every backend. They
 * are what backends are compared with, and they let a test of a network, lifting, operator or
 * teacher run without any backend.
 */
package org.koopflow.testkit.reference;
