package org.koopflow.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * One page that shows a run. It holds its pictures and its style itself and loads nothing from
 * anywhere.
 *
 * @param name name of the experiment
 * @param completed whether the run came to its end; false if it was stopped on the way
 * @param quality its metrics
 * @param figures its pictures
 * @param specification the resolved specification, as text
 * @param provenance versions, seed, hash of the data and the like; maps may be nested
 */
public record Report(
    String name,
    boolean completed,
    Quality quality,
    List<Figure> figures,
    String specification,
    Map<String, ?> provenance) {

  /** Measures at the top of the page, those that exist, in this order. */
  private static final List<String> HEADLINES =
      List.of("slicedWasserstein", "frechet", "nfe", "speedup", "samplesPerSecond");

  private static final List<String> HEADLINE_FACTS = List.of("endMse", "relativeResidual");

  /**
   * Copies the list of figures.
   *
   * @param name name of the experiment
   * @param completed whether the run came to its end
   * @param quality its metrics
   * @param figures its pictures
   * @param specification the resolved specification
   * @param provenance versions, seed and the like
   */
  public Report {
    figures = List.copyOf(figures);
  }

  /**
   * The page.
   *
   * @return HTML in UTF-8
   */
  public String toHtml() {
    return resource("report.html")
        .replace("{{style}}", resource("report.css"))
        .replace("{{title}}", escaped(name))
        .replace("{{notice}}", completed ? "" : NOTICE)
        .replace("{{cards}}", cards())
        .replace("{{comparisons}}", comparisons())
        .replace("{{facts}}", facts())
        .replace("{{figures}}", figuresHtml())
        .replace("{{provenance}}", rows(provenance))
        .replace("{{specification}}", escaped(specification.strip()));
  }

  private static final String NOTICE =
      "<p class=\"notice\">This run was stopped before its end. It shows what had been reached.</p>";

  private String cards() {
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

  private String comparisons() {
    StringBuilder html = new StringBuilder();
    for (Quality.Comparison row : quality.comparisons()) {
      html.append("<tr><th scope=\"row\">").append(escaped(row.label())).append("</th>");
      row.values().forEach(value -> html.append("<td>").append(escaped(value)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.toString();
  }

  private String facts() {
    StringBuilder html = new StringBuilder();
    for (Quality.Fact fact : quality.facts()) {
      row(html, fact.label(), fact.value());
    }
    return html.toString();
  }

  private String figuresHtml() {
    StringBuilder html = new StringBuilder();
    for (Figure figure : figures) {
      html.append(figure.wide() ? "<figure class=\"wide\">" : "<figure>")
          .append("<h3>")
          .append(escaped(figure.title()))
          .append("</h3><div class=\"picture\"><img alt=\"")
          .append(escaped(figure.title()))
          .append("\" src=\"data:image/png;base64,")
          .append(Base64.getEncoder().encodeToString(figure.png()))
          .append("\"></div><figcaption>")
          .append(escaped(figure.caption()))
          .append("</figcaption></figure>\n");
    }
    return html.toString();
  }

  private static String rows(Map<String, ?> tree) {
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

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        // Braces could otherwise be taken for a place to fill in.
        .replace("{{", "&#123;&#123;");
  }

  private static String resource(String name) {
    try (InputStream stream = Report.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
