package org.koopflow.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.koopflow.report.text.Quality;

/** Figures as markup. No text in them is taken for markup itself. */
public final class Markup {
  /** Measures at the top of the page, those that exist, in this order. */
  private static final List<String> HEADLINES =
      List.of("slicedWasserstein", "frechet", "nfe", "speedup", "samplesPerSecond");

  private static final List<String> HEADLINE_FACTS = List.of("endMse", "relativeResidual");

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
    for (String key : HEADLINES) {
      for (Quality.Comparison row : quality.comparisons()) {
        if (row.key().equals(key) && !row.values().get(1).isEmpty()) {
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
    }
    for (String key : HEADLINE_FACTS) {
      for (Quality.Fact fact : quality.facts()) {
        if (fact.key().equals(key)) {
          card(html, fact.label(), fact.value(), "");
        }
      }
    }
    return html.toString();
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
      html.append("<tr><th scope=\"row\">").append(escaped(row.label())).append("</th>");
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
      row(html, fact.label(), fact.value());
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
            row(html, prefix + key, String.join(" \u00b7 ", values));
          } else if (value instanceof Map<?, ?> inner) {
            rows(html, prefix + key + " \u203a ", inner);
          } else {
            row(html, prefix + key, String.valueOf(value));
          }
        });
  }

  private static boolean isLeaf(Map<?, ?> tree) {
    return tree.values().stream().noneMatch(value -> value instanceof Map);
  }

  private static void row(StringBuilder html, String label, String value) {
    html.append("<tr><th scope=\"row\">")
        .append(escaped(label))
        .append("</th><td>")
        .append(escaped(value))
        .append("</td></tr>\n");
  }
}
