package org.koopflow.core.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.core.plugin.Plugins;

/**
 * What is known of the figures of a run, and how they are laid out. Whoever shows figures asks it.
 * A figure it does not know, such as one of a metric that is not installed here, is one to show all
 * the same.
 *
 * @param figures descriptions by key
 */
public record FigureCatalog(Map<String, Figure> figures) {
  /** The parts of the tree of metrics that are set side by side. */
  public static final List<String> SIDES = List.of("teacher", "student", "floor");

  /** The part of the tree with figures of few steps along the teacher, by their number. */
  public static final Figure FEW_STEPS =
      Figure.of("euler", "Euler on the teacher, steps:", Better.NEITHER);

  /**
   * Copies the map, keeping its order.
   *
   * @param figures descriptions by key
   */
  public FigureCatalog {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /**
   * The figures of all metrics there are.
   *
   * @param plugins the metrics
   * @return the catalog
   */
  public static FigureCatalog of(Plugins plugins) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    figures.put(FEW_STEPS.key(), FEW_STEPS);
    for (MetricProvider<?> provider : plugins.of(MetricProvider.class).all().values()) {
      provider.figures().forEach(figure -> figures.putIfAbsent(figure.key(), figure));
    }
    return new FigureCatalog(figures);
  }

  /**
   * A figure's description.
   *
   * @param key its key
   * @return empty if nothing is known of it
   */
  public Optional<Figure> of(String key) {
    return Optional.ofNullable(figures.get(key));
  }

  /**
   * A description as it is written beside figures.
   *
   * @param figure the description
   * @return {@code key}, {@code label}, {@code unit} and {@code better}, as {@code plugins --json}
   *     has them
   */
  public static Map<String, Object> toMap(Figure figure) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("key", figure.key());
    map.put("label", figure.label());
    map.put("unit", figure.unit());
    map.put("better", figure.better().name().toLowerCase(Locale.ROOT));
    return map;
  }
}
