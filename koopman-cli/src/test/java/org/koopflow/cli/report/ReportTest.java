package org.koopflow.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.koopflow.cli.report.QualityTest.measures;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.text.html.HTMLDocument;
import javax.swing.text.html.HTMLEditorKit;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private static Report report(String name, boolean completed) {
    return new Report(
        name,
        completed,
        Quality.of(QualityTest.metrics()),
        List.of(
            new Figure("Samples", "Data < samples", PIXEL, true),
            new Figure("Spectrum", "Rates", PIXEL, false)),
        "name: {{cards}} & <b>\nseed: 1\n",
        Map.of("plugins", Map.of("backend", measures("name", "djl", "version", "0.1.0"))));
  }

  @Test
  void showsEverythingAndLoadsNothing() throws Exception {
    String html = report("eight-gaussians", true).toHtml();

    assertThat(html)
        .contains("<title>eight-gaussians")
        .contains("sliced Wasserstein distance")
        .contains("0.0871")
        .contains("speed-up over the teacher")
        .contains("plugins \u203a backend</th><td>djl \u00b7 0.1.0</td>")
        .contains("Data &lt; samples")
        .doesNotContain("stopped before its end");
    assertThat(html.split("data:image/png;base64,", -1)).hasSize(3);
    assertThat(html).doesNotContain("http://", "https://", "<script", "url(", "@import");
    HTMLEditorKit kit = new HTMLEditorKit();
    HTMLDocument document = (HTMLDocument) kit.createDefaultDocument();
    document.putProperty("IgnoreCharsetDirective", true);
    kit.read(new StringReader(html), document, 0);
    assertThat(document.getText(0, document.getLength())).contains("Provenance", "Specification");
  }

  @Test
  void textIsNeverTakenForMarkup() {
    String html = report("<script>alert('{{figures}}')</script>", true).toHtml();
    assertThat(html)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert('&#123;&#123;figures}}')")
        .contains("name: &#123;&#123;cards}} &amp; &lt;b&gt;");
    assertThat(html.replaceAll("&#123;&#123;[a-z]+}}", "")).doesNotContain("{{");
  }

  @Test
  void aStoppedRunSaysSo() {
    assertThat(report("x", false).toHtml()).contains("stopped before its end");
  }

  /** A page for a person to look at, with the pictures of the other tests if they are there. */
  @Test
  void aPageToLookAt() throws IOException {
    Path pictures = Path.of("target", "pictures");
    Map<String, Boolean> wide = new LinkedHashMap<>();
    wide.put("samples", true);
    wide.put("trajectories", false);
    wide.put("spectrum", false);
    wide.put("losses", true);
    List<Figure> figures =
        wide.entrySet().stream()
            .filter(entry -> Files.exists(pictures.resolve(entry.getKey() + ".png")))
            .map(
                entry -> {
                  try {
                    byte[] png = Files.readAllBytes(pictures.resolve(entry.getKey() + ".png"));
                    return new Figure(
                        entry.getKey(),
                        "What is to be seen here is explained in one or two sentences.",
                        png,
                        entry.getValue());
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .toList();
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("seed", 1);
    provenance.put("java", "17.0.15");
    provenance.put(
        "data hash", "sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0");
    provenance.put("plug-ins", Map.of("backend djl", "0.1.0"));
    Report report =
        new Report(
            "eight-gaussians",
            true,
            Quality.of(QualityTest.metrics()),
            figures,
            "name: eight-gaussians\nseed: 1\nlifting:\n  type: mlp\n  dimension: 66\n",
            provenance);
    Path page = Path.of("target", "report.html");
    Files.writeString(page, report.toHtml());
    assertThat(page).isNotEmptyFile();
  }
}
