package org.koopflow.backend.djl;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Looks whether PyTorch's native libraries are there, without loading any class of DJL. The files
 * asked for are those DJL itself looks for on the class path.
 */
final class Natives {
  private static final String ENGINE = "ai.djl.pytorch.engine.PtEngine";
  private static final String LIBRARIES = "native/lib/pytorch.properties";
  private static final String BINDING = "jnilib/pytorch.properties";

  private Natives() {}

  /** The loader DJL would search, so that both find the same. */
  static ClassLoader contextLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : Natives.class.getClassLoader();
  }

  /**
   * Why PyTorch cannot run.
   *
   * @param loader finds the libraries
   * @return one line, or empty if everything is in place
   */
  static Optional<String> missing(ClassLoader loader) {
    if (!engineIsPresent()) {
      return Optional.of(
          "DJL's PyTorch engine is missing; add ai.djl.pytorch:pytorch-engine to the modules");
    }
    if (setting("PYTORCH_LIBRARY_PATH") != null) {
      // The user's own PyTorch: what is wrong with it shows when it is loaded.
      return Optional.empty();
    }
    TreeSet<String> platforms = new TreeSet<>();
    try {
      for (URL url : Collections.list(loader.getResources(LIBRARIES))) {
        platforms.add(classifier(url));
      }
    } catch (IOException e) {
      return Optional.of("PyTorch's native libraries cannot be read: " + e.getMessage());
    }
    String wanted = platform();
    if (platforms.isEmpty()) {
      return Optional.of(
          "PyTorch's native libraries are missing; add ai.djl.pytorch:pytorch-native-cpu for "
              + wanted
              + " to the class path");
    }
    if (!platforms.contains(wanted)) {
      return Optional.of(
          "PyTorch's native libraries on the class path are for "
              + String.join(", ", platforms)
              + ", this machine is "
              + wanted);
    }
    if (loader.getResource(BINDING) == null) {
      return Optional.of(
          "DJL's binding to PyTorch is missing; add ai.djl.pytorch:pytorch-jni to the class path");
    }
    return Optional.empty();
  }

  private static boolean engineIsPresent() {
    try {
      Class.forName(ENGINE, false, Natives.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static String classifier(URL url) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = url.openStream()) {
      properties.load(in);
    }
    String classifier = properties.getProperty("classifier", "an unknown platform");
    // Older archives put the flavour in front: cpu-linux-x86_64.
    String flavour = properties.getProperty("flavor");
    return flavour == null ? classifier.replaceFirst("^[^-]+-(?=.+-)", "") : classifier;
  }

  /** Operating system and processor in DJL's words. */
  private static String platform() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = name.startsWith("win") ? "win" : name.startsWith("mac") ? "osx" : "linux";
    String processor = System.getProperty("os.arch");
    return system + "-" + (processor.equals("amd64") ? "x86_64" : processor);
  }

  private static String setting(String name) {
    String value = System.getenv(name);
    return value != null ? value : System.getProperty(name);
  }
}
