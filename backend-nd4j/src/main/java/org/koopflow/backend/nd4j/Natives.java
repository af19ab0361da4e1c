package org.koopflow.backend.nd4j;

import java.util.Locale;
import java.util.Optional;

/** Looks whether ND4J and its native libraries are there, without loading any class of it. */
final class Natives {
  private static final String API = "org/nd4j/linalg/factory/Nd4j.class";
  private static final String BACKEND = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";
  private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";

  private Natives() {}

  /**
   * Why ND4J cannot run.
   *
   * @param loader finds the classes and the libraries
   * @return one line, or empty if everything is in place
   */
  static Optional<String> missing(ClassLoader loader) {
    if (loader.getResource(API) == null || loader.getResource(BACKEND) == null) {
      return Optional.of("ND4J is missing; add org.nd4j:nd4j-native to the class path");
    }
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    if (loader.getResource(BINDINGS + platform + "/" + library("jnind4jcpu", platform)) == null) {
      return Optional.of(
          "ND4J's native libraries are missing; add org.nd4j:nd4j-native for "
              + platform
              + " to the class path");
    }
    return Optional.empty();
  }

  /** Operating system and processor in JavaCPP's words. */
  static String platform(String system, String processor) {
    String name = system.toLowerCase(Locale.ROOT);
    String os = name.startsWith("win") ? "windows" : name.startsWith("mac") ? "macosx" : "linux";
    String arch =
        switch (processor) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "arm64";
          default -> processor;
        };
    return os + "-" + arch;
  }

  private static String library(String name, String platform) {
    if (platform.startsWith("windows")) {
      return name + ".dll";
    }
    return "lib" + name + (platform.startsWith("macosx") ? ".dylib" : ".so");
  }
}
