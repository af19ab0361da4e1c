package org.koopflow.core.spec;

/** What the flow is conditioned on. */
public enum Condition {
  /** Nothing: noise of any class becomes data of any class. */
  NONE,
  /** The labels of the data, one coordinate for each class. */
  LABELS
}
