package org.koopflow.api.data;

import java.util.Map;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;

/**
 * The data section of a specification.
 *
 * @param source name of the data source
 * @param file a file to read, where the source needs one; otherwise empty
 * @param dir a folder to read, where the source needs one; empty for its usual places
 * @param samples training rows a generated source draws
 * @param testSamples rows held back: drawn by a generated source, taken from the end of a file
 * @param transform {@code none}, {@code standardize} or {@code whiten}, done before the flow and
 *     undone after it
 * @param components principal components kept by {@code whiten}; 0 for all
 */
public record DataSettings(
    String source,
    String file,
    String dir,
    int samples,
    int testSamples,
    String transform,
    int components) {
  /**
   * The transform as a choice of a plug-in.
   *
   * @return its name, and the number of components where it is told one
   */
  public Selection<TransformProvider<?>> transformation() {
    return new Selection<>(
        transform, components == 0 ? Map.of() : Map.of("components", components));
  }

  /** Eight gaussians on a ring, as they are. */
  public static final DataSettings DEFAULT =
      new DataSettings("eight-gaussians", "", "", 50_000, 10_000, "none", 0);

  /**
   * Checks the ranges.
   *
   * @param source name of the data source
   * @param file file to read
   * @param dir folder to read
   * @param samples training rows
   * @param testSamples rows held back
   * @param transform name of the transform
   * @param components components to keep
   */
  public DataSettings {
    if (samples < 2 || testSamples < 2) {
      throw new IllegalArgumentException(
          "samples and testSamples must be at least 2, got " + samples + " and " + testSamples);
    }
    if (components < 0) {
      throw new InvalidSettingException("components", "must not be negative, got " + components);
    }
    if (!transform.matches("none|standardize|whiten")) {
      throw new InvalidSettingException(
          "transform", "must be none, standardize or whiten, got '" + transform + "'");
    }
    if (components > 0 && !transform.equals("whiten")) {
      throw new IllegalArgumentException(
          "components are kept by transform whiten alone, got components "
              + components
              + " with transform "
              + transform);
    }
  }
}
