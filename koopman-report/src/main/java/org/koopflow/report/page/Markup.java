package org.koopflow.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.report.text.Quality;

/** Figures as markup. No text in them is taken for markup itself. */
public final class Markup {
  private Markup() {}

  /**
   * A text as the text of an element or of an attribute.
   *
   * @param text any text
   * @return markup that shows it
   */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * The figures a run is judged by first, a card each.
   *
   * @param quality its metrics
   * @return markup of the cards there are figures for
   */
  public static String cards(Quality quality) {
    StringBuilder html = new StringBuilder();
    for (Quality.Comparison row : quality.comparisons()) {
      if (isHeadline(quality, row.key()) && !row.values().get(1).isEmpty()) {
        String teacher = row.values().get(0);
        String floor = row.values().get(2);
        List<String> beside = new ArrayList<>();
        if (!teacher.isEmpty()) {
          beside.add("teacher " + teacher);
        }
        if (!floor.isEmpty()) {
          beside.add("floor " + floor);
        }
        card(html, row.label(), row.values().get(1), String.join(" \u00b7 ", beside));
      }
    }
    for (Quality.Fact fact : quality.facts()) {
      if (isHeadline(quality, fact.key())) {
        card(html, fact.label(), fact.value(), "");
      }
    }
    return html.toString();
  }

  private static boolean isHeadline(Quality quality, String key) {
    return quality.catalog().of(key).map(Figure::headline).orElse(false);
  }

  private static void card(StringBuilder html, String label, String value, String beside) {
    html.append("<div class=\"card\"><div class=\"label\">")
        .append(escaped(label))
        .append("</div><div class=\"value\">")
        .append(escaped(value))
        .append("</div><div class=\"beside\">")
        .append(escaped(beside))
        .append("</div></div>\n");
  }

  /**
   * Measures of teacher, student and floor side by side.
   *
   * @param quality metrics of a run
   * @return rows of a table
   */
  public static String comparisons(Quality quality) {
    StringBuilder html = new StringBuilder();
    for (Quality.Comparison row : quality.comparisons()) {
      heading(html, row.label(), hint(quality, row.key()));
      row.values().forEach(value -> html.append("<td>").append(escaped(value)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.toString();
  }

  /**
   * Single figures.
   *
   * @param quality metrics of a run
   * @return rows of a table of two columns
   */
  public static String facts(Quality quality) {
    StringBuilder html = new StringBuilder();
    for (Quality.Fact fact : quality.facts()) {
      row(html, fact.label(), hint(quality, fact.key()), fact.value());
    }
    return html.toString();
  }

  /**
   * A tree of texts.
   *
   * @param tree texts by name; maps may be nested
   * @return rows of a table of two columns
   */
  public static String rows(Map<String, ?> tree) {
    StringBuilder html = new StringBuilder();
    rows(html, "", tree);
    return html.toString();
  }

  private static void rows(StringBuilder html, String prefix, Map<?, ?> tree) {
    tree.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner && isLeaf(inner) && !prefix.isEmpty()) {
            List<String> values = inner.values().stream().map(String::valueOf).toList();
            row(html, prefix + key, "", String.join(" \u00b7 ", values));
          } else if (value instanceof Map<?, ?> inner) {
            rows(html, prefix + key + " \u203a ", inner);
          } else {
            row(html, prefix + key, "", String.valueOf(value));
          }
        });
  }

  private static boolean isLeaf(Map<?, ?> tree) {
    return tree.values().stream().noneMatch(value -> value instanceof Map);
  }

  private static void row(StringBuilder html, String label, String hint, String value) {
    heading(html, label, hint);
    html.append("<td>").append(escaped(value)).append("</td></tr>\n");
  }

  private static void heading(StringBuilder html, String label, String hint) {
    html.append("<tr><th scope=\"row\"")
        .append(hint.isEmpty() ? "" : " title=\"" + escaped(hint) + "\"")
        .append('>')
        .append(escaped(label))
        .append("</th>");
  }

  /** Which way a figure improves and its unit, for whoever points at it. */
  private static String hint(Quality quality, String key) {
    return quality
        .catalog()
        .of(key)
        .map(
            figure ->
                Stream.of(
                        figure.better() == Better.NEITHER ? "" : figure.better().words(),
                        figure.unit())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("; ")))
        .orElse("");
  }
}
