package org.koopflow.core.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.plugin.Suggestion;

/** The specifications that come with the product. */
public final class Presets {
  private static final List<String> NAMES =
      List.of(
          "checkerboard",
          "eight-gaussians",
          "fashion-mnist",
          "mnist",
          "recorded",
          "two-moons",
          "two-spirals");

  private Presets() {}

  /**
   * Their names.
   *
   * @return names in alphabetical order
   */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Text of a preset.
   *
   * @param name its name
   * @return YAML
   * @throws SpecificationException if there is none of that name
   */
  public static String yaml(String name) {
    if (!NAMES.contains(name)) {
      throw new SpecificationException(
          "unknown preset '"
              + name
              + "'"
              + Suggestion.of(name, NAMES)
              + "; known: "
              + String.join(", ", NAMES)
              + "; a file must end in .yaml");
    }
    try (InputStream in = Presets.class.getResourceAsStream("presets/" + name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new IllegalStateException("preset " + name + " cannot be read", damaged);
    }
  }
}
