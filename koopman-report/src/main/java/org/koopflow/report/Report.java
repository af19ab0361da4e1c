package org.koopflow.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.JsonText;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentWriter;
import org.koopflow.report.text.Numbers;
import org.koopflow.report.text.Quality;

/**
 * One page that shows a run. It holds its figures, its style and the library that draws its charts
 * itself and loads nothing from anywhere.
 *
 * <pre>{@code
 * SpectralFindings findings = SpectralFindings.measure(koopflow, result, Progress.SILENT);
 * String html = Report.of(koopflow, result, findings).toHtml();
 * }</pre>
 *
 * @param name name of the experiment
 * @param description what it is, in a sentence
 * @param completed whether the run came to its end; false if it was stopped on the way
 * @param quality its metrics
 * @param charts what the page draws: a tree of maps, lists, arrays, texts and numbers
 * @param specification the resolved specification, as text
 * @param provenance versions, seed, hash of the data and the like; maps may be nested
 */
public record Report(
    String name,
    String description,
    boolean completed,
    Quality quality,
    Map<String, ?> charts,
    String specification,
    Map<String, ?> provenance) {

  /** Measures at the top of the page, those that exist, in this order. */
  private static final List<String> HEADLINES =
      List.of("slicedWasserstein", "frechet", "nfe", "speedup", "samplesPerSecond");

  private static final List<String> HEADLINE_FACTS = List.of("endMse", "relativeResidual");

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
  private static final Pattern LIBRARY_VERSION = Pattern.compile("\\bt\\.version=\"([0-9.]+)\"");

  /**
   * The page of a run.
   *
   * @param koopflow writes the specification
   * @param result the run
   * @param findings what its spectrum says
   * @return the page
   */
  public static Report of(Koopflow koopflow, RunResult result, SpectralFindings findings) {
    Map<String, Object> charts = RunCharts.of(result);
    Map<String, Object> spectrum = new LinkedHashMap<>(findings.page());
    spectrum.put("missing", findings.missing());
    charts.put("spectrum", spectrum);
    return new Report(
        result.experiment().name(),
        description(result),
        result.completed(),
        Quality.of(result.metrics()),
        charts,
        new ExperimentWriter(koopflow.plugins()).yaml(result.experiment()),
        result.provenance());
  }

  private static String description(RunResult result) {
    Experiment experiment = result.experiment();
    StringBuilder text = new StringBuilder();
    text.append("Data: ")
        .append(result.data().name())
        .append(", ")
        .append(Numbers.text(result.data().train().rows()))
        .append(" rows of ")
        .append(Numbers.text(result.data().dimension()))
        .append(" numbers. Teacher: ")
        .append(experiment.teacher().type())
        .append(". Student: lifting '")
        .append(experiment.lifting().type());
    result
        .showing()
        .ifPresent(
            showing ->
                text.append("' to ")
                    .append(showing.generator().rows())
                    .append(" coordinates, operator '")
                    .append(experiment.operator().type()));
    return text.append("', on backend '")
        .append(experiment.backend())
        .append("', seed ")
        .append(experiment.seed())
        .append('.')
        .toString();
  }

  /**
   * The page.
   *
   * @return HTML in UTF-8
   */
  public String toHtml() {
    String library = resource("echarts.min.js");
    String script = resource("report.js");
    Matcher version = LIBRARY_VERSION.matcher(library);
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("hashes", hash(library) + " " + hash(script));
    parts.put("style", resource("report.css"));
    parts.put("title", escaped(name));
    parts.put("description", escaped(description));
    parts.put("notice", completed ? "" : NOTICE);
    parts.put("cards", cards());
    parts.put("comparisons", comparisons());
    parts.put("facts", facts());
    parts.put("provenance", rows(provenance));
    parts.put("specification", escaped(specification.strip()));
    parts.put("echarts", version.find() ? version.group(1) : "");
    parts.put("notices", escaped(resource("NOTICE.txt").strip()));
    parts.put("data", json());
    parts.put("library", library);
    parts.put("script", script);
    // In one pass, so that nothing filled in is taken for a place to fill.
    return PLACE
        .matcher(resource("report.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  /** JSON that no text within it can end: a page would end the script at its closing tag. */
  private String json() {
    return JsonText.of(charts)
        .strip()
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e");
  }

  /** What a page may run, as its own security policy names it. */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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
        .replace("\"", "&quot;");
  }

  private static String resource(String name) {
    try (InputStream stream = Report.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
