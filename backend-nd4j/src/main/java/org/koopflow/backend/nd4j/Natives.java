package org.koopflow.backend.nd4j;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks whether ND4J and its native libraries are there, without loading any class of it. */
final class Natives {
  private static final String BINDINGS = "org/nd4j/linalg/cpu/nativecpu/bindings/";
  private static final String BLAS = "org/bytedeco/openblas/";
  private static final String JAVACPP = "org/bytedeco/javacpp/";

  private static final String API = "org/nd4j/linalg/factory/Nd4j.class";
  private static final String BACKEND = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";

  /** One class of each library that ND4J does not start or does not compute without. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.bytedeco:javacpp", "org/bytedeco/javacpp/Pointer.class"),
          Map.entry("org.bytedeco:openblas", "org/bytedeco/openblas/global/openblas.class"),
          Map.entry("org.nd4j:nd4j-common", "org/nd4j/common/base/Preconditions.class"),
          Map.entry("org.nd4j:nd4j-native-api", "org/nd4j/nativeblas/NativeOps.class"),
          Map.entry("org.nd4j:nd4j-native-preset", "org/nd4j/presets/cpu/Nd4jCpuPresets.class"),
          Map.entry("org.nd4j:nd4j-presets-common", "org/nd4j/presets/OpExclusionUtils.class"),
          Map.entry("org.nd4j:guava", "org/nd4j/shade/guava/collect/Lists.class"),
          Map.entry("org.nd4j:jackson", "org/nd4j/shade/jackson/databind/ObjectMapper.class"),
          Map.entry("org.nd4j:protobuf", "org/nd4j/shade/protobuf/Message.class"),
          Map.entry("org.apache.commons:commons-math3", "org/apache/commons/math3/Field.class"));

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
    List<String> absent =
        LIBRARIES.entrySet().stream()
            .filter(library -> loader.getResource(library.getValue()) == null)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!absent.isEmpty()) {
      return Optional.of(
          "ND4J is there without "
              + String.join(", ", absent)
              + "; add org.nd4j:nd4j-native with all it depends on to the class path");
    }
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    return missing(loader, "org.nd4j:nd4j-native", BINDINGS, "jnind4jcpu", platform)
        .or(() -> missing(loader, "org.bytedeco:openblas", BLAS, "jniopenblas_nolapack", platform))
        .or(() -> missing(loader, "org.bytedeco:javacpp", JAVACPP, "jnijavacpp", platform));
  }

  private static Optional<String> missing(
      ClassLoader loader, String artifact, String folder, String library, String platform) {
    if (loader.getResource(folder + platform + "/" + library(library, platform)) != null) {
      return Optional.empty();
    }
    return Optional.of(
        "ND4J's native libraries are missing; add "
            + artifact
            + " for "
            + platform
            + " to the class path");
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
