package org.koopflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.koopflow.report.text.Figures.measures;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.koopflow.report.text.Figures;
import org.koopflow.report.text.Quality;

class ReportTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script(?: type=\"(.+?)\"[^>]*)?>(.*?)</script>", Pattern.DOTALL);

  private static Report report(String name, boolean completed, Object chart) {
    return new Report(
        new Report.Heading(name, "Data < samples", completed),
        Quality.of(Figures.metrics(), Figures.catalog()),
        Map.of("spectrum", measures("missing", List.of(chart))),
        "name: {{cards}} & <b>\nseed: 1\n",
        Map.of("plugins", Map.of("backend", measures("name", "djl", "version", "0.1.0"))));
  }

  /** The page without its scripts, which name addresses that nothing follows. */
  private static String markup(String html) {
    return SCRIPT.matcher(html).replaceAll("");
  }

  private static String script(String html, int which) {
    Matcher matcher = SCRIPT.matcher(html);
    for (int i = 0; i <= which; i++) {
      assertThat(matcher.find()).isTrue();
    }
    return matcher.group(2);
  }

  @Test
  void showsEverythingAndLoadsNothing() {
    String html = report("eight-gaussians", true, "why").toHtml();

    assertThat(html)
        .contains("<title>eight-gaussians")
        .contains("sliced Wasserstein distance")
        .contains("0.0871")
        .contains("speed-up over the teacher")
        .contains("plugins \u203a backend</th><td>djl \u00b7 0.1.0</td>")
        .contains("Data &lt; samples")
        .contains("Apache ECharts 5.", "Baidu Inc.", "Mike Bostock")
        .doesNotContain("stopped before its end");
    assertThat(markup(html))
        .contains("default-src 'none'")
        .doesNotContain("src=", "<link", "url(", "@import", "href=\"http");
    assertThat(html).hasSizeLessThan(1_300_000);
  }

  /** Cards for what their metrics call headlines, and what a figure means beside its name. */
  @Test
  void figuresAreShownAsTheirMetricsSay() {
    String html = report("x", true, "why").toHtml();
    String cards = html.substring(html.indexOf("class=\"cards\""), html.indexOf("<table"));
    assertThat(cards)
        .containsSubsequence(
            "sliced Wasserstein distance",
            "0.0871",
            "teacher 0.08123",
            "floor 0.0432",
            "network evaluations",
            "speed-up",
            "end MSE")
        .doesNotContain("path MSE", "relative residual", "samples per second");
    assertThat(html)
        .contains(
            "<th scope=\"row\" title=\"lower is better; unit of the data\">sliced Wasserstein"
                + " distance</th>",
            "<th scope=\"row\" title=\"higher is better\">speed-up over the teacher</th>",
            "<th scope=\"row\">samples per second</th>");
  }

  /** The modules of this test are those a program has that embeds the report. */
  @Test
  void aPageIsMadeWhereThereIsNoCommandLine() {
    assertThat(Report.class.getModule().getName()).isEqualTo("org.koopflow.report");
    assertThat(ModuleLayer.boot().findModule("xchart")).isPresent();
    assertThat(ModuleLayer.boot().findModule("info.picocli")).isEmpty();
    assertThat(report("embedded", true, "why").toHtml()).contains("<title>embedded");
  }

  @Test
  void onlyItsOwnScriptsMayRun() throws Exception {
    String html = report("x", true, "why").toHtml();
    Matcher scripts = SCRIPT.matcher(html);
    int run = 0;
    while (scripts.find()) {
      if (scripts.group(1) == null) {
        byte[] digest =
            MessageDigest.getInstance("SHA-256")
                .digest(scripts.group(2).getBytes(StandardCharsets.UTF_8));
        assertThat(html).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        run++;
      }
    }
    assertThat(run).isEqualTo(2);
  }

  @Test
  void textIsNeverTakenForMarkup() {
    String html = report("<script>alert('{{data}}')</script>", true, "why").toHtml();
    assertThat(markup(html))
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert('{{data}}')")
        .contains("name: {{cards}} &amp; &lt;b&gt;");
  }

  @Test
  void dataCannotEndTheirScript() {
    String text = "</script><script>alert(1)</script> & <!-- {{title}} $1 \\";
    String json = script(report("x", true, text).toHtml(), 0);
    assertThat(json)
        .doesNotContain("<", ">", "&")
        .contains(
            "\"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e \\u0026"
                + " \\u003c!-- {{title}} $1 \\\\\"");
  }

  @Test
  void aStoppedRunSaysSo() {
    assertThat(report("x", false, "why").toHtml()).contains("stopped before its end");
  }
}
