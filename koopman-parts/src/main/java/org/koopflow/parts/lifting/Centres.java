package org.koopflow.parts.lifting;

/** Where radial basis functions stand. */
public enum Centres {
  /** At points drawn from the teacher's path, so where the flow passes. */
  PATH,
  /** At N(0, I), the noise the flow begins with. */
  NORMAL
}
