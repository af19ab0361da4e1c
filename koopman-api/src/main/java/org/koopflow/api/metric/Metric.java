package org.koopflow.api.metric;

/**
 * A measure of a trained model, made for one set of real rows and asked from one thread. It is of
 * one of two kinds: what is said of any set of samples, and what is said of the model itself.
 */
public sealed interface Metric extends AutoCloseable permits SampleMetric, ModelMetric {
  /** Frees what it holds, for instance in a backend. Nothing is asked afterwards. */
  @Override
  default void close() {}
}
