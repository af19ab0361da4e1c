package org.koopflow.core.plugin;

/** Versions of what takes part. */
public final class Versions {
  private Versions() {}

  /**
   * Version of the module or jar a class comes from.
   *
   * @param type the class
   * @return its version, or {@code unknown}
   */
  public static String of(Class<?> type) {
    String manifest = type.getPackage().getImplementationVersion();
    return type.getModule().isNamed()
        ? type.getModule().getDescriptor().rawVersion().orElse("unknown")
        : manifest == null ? "unknown" : manifest;
  }
}
