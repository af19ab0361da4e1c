package org.koopflow.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentWriter;
import org.koopflow.report.page.Charts;
import org.koopflow.report.page.Markup;
import org.koopflow.report.page.Template;
import org.koopflow.report.text.Numbers;
import org.koopflow.report.text.Quality;
import org.koopflow.spectral.model.findings.SpectralFindings;

/**
 * One page that shows a run. It holds its figures, its style and the library that draws its charts
 * itself and loads nothing from anywhere.
 *
 * <pre>{@code
 * SpectralFindings findings = SpectralFindings.measure(koopflow, result, Progress.SILENT);
 * String html = Report.of(koopflow, result, findings).toHtml();
 * }</pre>
 *
 * @param heading which run it is
 * @param quality its metrics
 * @param charts what the page draws: a tree of maps, lists, arrays, texts and numbers
 * @param specification the resolved specification, as text
 * @param provenance versions, seed, hash of the data and the like; maps may be nested
 */
public record Report(
    Heading heading,
    Quality quality,
    Map<String, ?> charts,
    String specification,
    Map<String, ?> provenance) {
  private static final String NOTICE =
      "<p class=\"notice\">This run was stopped before its end. It shows what had been reached.</p>";

  /**
   * What stands at the top.
   *
   * @param name name of the experiment
   * @param description what it is, in a sentence
   * @param completed whether the run came to its end; false if it was stopped on the way
   */
  public record Heading(String name, String description, boolean completed) {
    static Heading of(RunResult result) {
      return new Heading(result.experiment().name(), description(result), result.completed());
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
          .append(experiment.backend().type())
          .append("', seed ")
          .append(experiment.seed())
          .append('.')
          .toString();
    }
  }

  /**
   * The page of a run.
   *
   * @param koopflow writes the specification
   * @param result the run
   * @param findings what its spectrum says
   * @return the page
   */
  public static Report of(Koopflow koopflow, RunResult result, SpectralFindings findings) {
    return new Report(
        Heading.of(result),
        Quality.of(result.metrics(), FigureCatalog.of(koopflow.plugins())),
        Charts.of(result, findings),
        new ExperimentWriter(koopflow.plugins()).yaml(result.experiment()),
        result.provenance());
  }

  /**
   * The page.
   *
   * @return HTML in UTF-8
   */
  public String toHtml() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Markup.escaped(heading.name()));
    parts.put("description", Markup.escaped(heading.description()));
    parts.put("notice", heading.completed() ? "" : NOTICE);
    parts.put("cards", Markup.cards(quality));
    parts.put("comparisons", Markup.comparisons(quality));
    parts.put("facts", Markup.facts(quality));
    parts.put("provenance", Markup.rows(provenance));
    parts.put("specification", Markup.escaped(specification.strip()));
    return Template.fill(parts, charts);
  }
}
