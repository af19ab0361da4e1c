package org.koopflow.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A plug-in chosen by name together with settings for it. In a specification it is one mapping:
 * {@code type} and, beside it, the keys of the chosen plug-in's settings record.
 *
 * <p>A plug-in may choose another one in its defaults without knowing its classes, which is why the
 * settings are plain values here; they are bound to the chosen plug-in's record, and checked, when
 * the specification is resolved.
 *
 * @param type name of the plug-in
 * @param settings values by key that differ from the chosen plug-in's defaults; after resolution
 *     all of its keys
 * @param <P> the kind of plug-in
 */
public record Selection<P extends Plugin<?>>(String type, Map<String, Object> settings) {
  /**
   * Copies the map, keeping its order.
   *
   * @param type name of the plug-in
   * @param settings values by key
   */
  public Selection {
    if (type == null || type.isBlank()) {
      throw new SpecificationException("a selection needs the name of a plug-in as its type");
    }
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * Selects a plug-in with its own defaults.
   *
   * @param type name of the plug-in
   * @param <P> the kind of plug-in
   * @return the selection
   */
  public static <P extends Plugin<?>> Selection<P> of(String type) {
    return new Selection<>(type, Map.of());
  }
}
