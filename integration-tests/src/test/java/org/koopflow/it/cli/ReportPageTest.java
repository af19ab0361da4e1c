package org.koopflow.it.cli;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.numerics.file.Npy;

/** The page of a run in a real browser. */
class ReportPageTest {
  @TempDir static Path folder;

  private static Chromium chromium;
  private static Path run;

  private final List<String> troubles = new ArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void runOnce() {
    chromium = Chromium.start();
    run = folder.resolve("run");
    Console ran = Console.run("eight-gaussians", run);
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void nothingWentWrongAndNothingWasLoaded() {
    if (context != null) {
      context.close();
    }
    assertThat(troubles).isEmpty();
  }

  private Page open(Path file, int width, ColorScheme scheme) {
    context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, 900)
                    .setColorScheme(scheme)
                    .setOffline(true));
    Page page = context.newPage();
    String address = file.toUri().toString();
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            troubles.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> troubles.add("error: " + error));
    page.onRequestFailed(request -> troubles.add("failed: " + request.url()));
    page.onRequest(
        request -> {
          if (!request.url().equals(address)) {
            troubles.add("requested: " + request.url());
          }
        });
    page.navigate(address);
    return page;
  }

  private Page open() {
    return open(run.resolve("report.html"), 1280, ColorScheme.LIGHT);
  }

  private static Locator eigenvalue(Page page, int mode) {
    return page.locator("#plane-modes button[data-mode='" + mode + "']");
  }

  @Test
  void everySectionIsThere() {
    Page page = open();
    for (String section :
        List.of(
            "quality",
            "samples",
            "trajectories",
            "losses",
            "spectrum",
            "energy",
            "signatures",
            "edits",
            "bounds",
            "provenance",
            "specification")) {
      assertThat(page.locator("#" + section).isVisible()).as(section).isTrue();
    }
    assertThat(page.locator("#missing").isVisible()).isFalse();
    assertThat(run.resolve("report.html").toFile().length()).isLessThan(5_000_000L);
    assertThat(page.locator("canvas").count()).isGreaterThan(8);
    assertThat(page.locator("footer").textContent()).contains("Apache ECharts 5");
  }

  @Test
  void anEigenvalueShowsItsModeWhenItIsClickedPointedAtOrReachedByKey() {
    Page page = open();
    Locator title = page.locator("#mode-title");
    Locator figures = page.locator("#mode-figures");
    assertThat(title.textContent()).startsWith("Mode 0");
    assertThat(figures.textContent())
        .contains("rate", "half-life", "share", "evolution error", "residual", "condition")
        .doesNotContain("not measured");
    String first = figures.textContent();

    eigenvalue(page, 1).dispatchEvent("click");
    assertThat(title.textContent()).startsWith("Mode 1");
    assertThat(figures.textContent()).isNotEqualTo(first);
    assertThat(eigenvalue(page, 1).getAttribute("aria-pressed")).isEqualTo("true");
    assertThat(page.locator("#energy-mode").inputValue()).isEqualTo("1");

    // By key alone, from the one that was chosen.
    eigenvalue(page, 1).focus();
    page.keyboard().press("ArrowRight");
    assertThat(title.textContent()).startsWith("Mode 2");
    page.keyboard().press("Home");
    assertThat(title.textContent()).startsWith("Mode 0");
    assertThat(figures.textContent()).isEqualTo(first);

    // Pointing shows a mode as long as it is pointed at.
    eigenvalue(page, 2).dispatchEvent("mouseenter");
    assertThat(title.textContent()).startsWith("Mode 2");
    eigenvalue(page, 2).dispatchEvent("mouseleave");
    assertThat(title.textContent()).startsWith("Mode 0");
  }

  @Test
  void aRealClickReachesWhatLiesUnderIt() {
    Page page = open();
    page.locator("#mode-rows button").nth(3).click();
    assertThat(page.locator("#mode-title").textContent()).startsWith("Mode 3");
    page.locator("#plane").scrollIntoViewIfNeeded();
    // Where eigenvalues lie on one another a click may hit the other.
    Locator dots = page.locator("#plane-modes button");
    int reached = 0;
    for (int k = 0; k < dots.count(); k++) {
      var box = dots.nth(k).boundingBox();
      page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
      reached += page.locator("#mode-title").textContent().matches("Mode " + k + "\\b.*") ? 1 : 0;
    }
    assertThat(reached).as("reached of %d", dots.count()).isGreaterThan(dots.count() / 2);
  }

  @Test
  void theControlsOfEnergyAndEditsWork() {
    Page page = open();
    page.locator("#energy-mode").selectOption("2");
    assertThat(page.locator("#mode-title").textContent()).startsWith("Mode 2");

    Locator slider = page.locator("#edit-strength");
    Locator now = page.locator("#edit-now");
    byte[] strong = page.locator("#edit-body").screenshot();
    assertThat(now.textContent()).isEqualTo("2");
    slider.focus();
    page.keyboard().press("Home");
    assertThat(now.textContent()).isEqualTo("0");
    assertThat(page.locator("#edit-body").screenshot()).isNotEqualTo(strong);

    List<String> edits = page.locator("#edit-choice option").allTextContents();
    assertThat(edits)
        .anyMatch(edit -> edit.startsWith("mode "))
        .anyMatch(edit -> edit.matches("from class \\d to class \\d"));
    page.locator("#edit-choice").selectOption(String.valueOf(edits.size() - 1));
    assertThat(now.textContent()).isEqualTo("1");
    assertThat(page.locator("#edit-hint").textContent()).contains("class wanted");

    Locator time = page.locator("#trajectories-time");
    time.focus();
    page.keyboard().press("Home");
    assertThat(page.locator("#trajectories-now").textContent()).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "400, LIGHT", "400, DARK"})
  void nothingIsWiderThanThePage(int width, ColorScheme scheme) {
    Page page = open(run.resolve("report.html"), width, scheme);
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    Object wide =
        page.evaluate(
            "w => [...document.querySelectorAll('main *')].filter(e => e.getClientRects().length"
                + " && e.getBoundingClientRect().right > w + 1 && !e.closest('.scroll, pre'))"
                + ".map(e => e.tagName + '#' + e.id)",
            width);
    assertThat((List<?>) wide).isEmpty();
    for (Locator chart : page.locator(".chart:visible canvas").all()) {
      assertThat(chart.boundingBox().width).isBetween(100.0, (double) width);
    }
  }

  @Test
  void theColoursFollowTheReader() {
    Page page = open();
    page.locator("#losses-body .chart").first().scrollIntoViewIfNeeded();
    byte[] light = page.locator("#losses-body .chart").first().screenshot();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(page.locator("#losses-body .chart").first().screenshot()).isNotEqualTo(light);
  }

  /** Data along a line and in more dimensions than a page has are shown in other ways. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void dataOfAnyDimensionAreShown(int dimension) {
    Path file = folder.resolve("data" + dimension + ".npy");
    Batch rows =
        RandomStreams.normal(1400, dimension, new RandomStreams(3).stream("any dimension"));
    Npy.write(file, rows, List.of(1400, dimension));
    Path any = folder.resolve("any" + dimension);
    Console ran =
        Console.run(
            "eight-gaussians", any, "data.source=npy", "data.file=" + file, "data.testSamples=400");
    assertThat(ran.code()).as(ran.err()).isZero();
    Page page = open(any.resolve("report.html"), 400, ColorScheme.LIGHT);
    for (String chart : List.of("samples-body", "trajectories-chart", "mode-shape", "edit-body")) {
      assertThat(page.locator("#" + chart + " canvas").count()).as(chart).isPositive();
    }
    assertThat(page.locator("#signatures").isVisible()).isFalse();
    assertThat(page.locator("#missing").textContent()).contains("the data have no labels");
  }

  @Test
  void aRecordedTeacherLeavesOutWhatItsVelocityIsNeededFor() {
    Path file = folder.resolve("paths.npy");
    Batch starts = RandomStreams.normal(500, 2, new RandomStreams(4).stream("starts"));
    List<Batch> states = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      double[] at = starts.doubles().clone();
      for (int i = 0; i < at.length; i++) {
        at[i] *= Math.exp(-0.3 * k);
      }
      states.add(Batch.ofDoubles(500, 2, at));
    }
    Npy.write(file, Batch.stack(states), List.of(4, 500, 2));
    Path recorded = folder.resolve("recorded");
    Console ran =
        Console.of(
            "run",
            "recorded",
            "--out",
            recorded.toString(),
            "--set",
            "teacher.file=" + file,
            "--set",
            "lifting.dimension=6",
            "--set",
            "training.steps=20",
            "--set",
            "training.warmup=2",
            "--set",
            "training.batchSize=64",
            "--set",
            "evaluation.samples=40",
            "--set",
            "evaluation.energySamples=20",
            "--set",
            "evaluation.spectrum=32",
            "--set",
            "evaluation.speedBatch=0");
    assertThat(ran.code()).as(ran.err()).isZero();
    Page page = open(recorded.resolve("report.html"), 1280, ColorScheme.LIGHT);
    assertThat(page.locator("#mode-figures").textContent()).contains("not measured", "share");
    assertThat(page.locator("#edits").isVisible()).isTrue();
    assertThat(page.locator("#energy").isVisible()).isFalse();
    assertThat(page.locator("#missing").textContent())
        .contains("the teacher 'recorded' has no velocity field");
  }

  /** Where nothing moves nothing differs, and figures that are no numbers are shown as none. */
  @Test
  void aModelThatStandsStillIsShownToo() throws IOException {
    Path still = folder.resolve("still");
    assertThat(Console.run("eight-gaussians", still).code()).isZero();
    Path weights = still.resolve("weights/student.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    int data = 8 + (int) ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN).getLong(0);
    Arrays.fill(bytes, data, bytes.length, (byte) 0);
    Files.write(weights, bytes);

    Console said = Console.of("report", still.toString());

    assertThat(said.code()).as(said.err()).isZero();
    Page page = open(still.resolve("report.html"), 1280, ColorScheme.LIGHT);
    assertThat(page.locator("#samples").isVisible()).isTrue();
    assertThat(page.locator("#mode-figures").textContent()).startsWith("rate0half-life");
  }

  /** A run stopped or swept shows what it has and says why it has no more. */
  @Test
  void aRunWithoutAnalysisSaysWhy() throws IOException {
    Path plain = folder.resolve("plain");
    assertThat(Console.run("two-moons", plain, "evaluation.spectrum=0").code()).isZero();
    assertThat(Files.readString(plain.resolve("metrics.json"))).doesNotContain("\"spectrum\": {");
    Page page = open(plain.resolve("report.html"), 1280, ColorScheme.LIGHT);
    assertThat(page.locator("#samples").isVisible()).isTrue();
    assertThat(page.locator("#spectrum").isVisible()).isFalse();
    assertThat(page.locator("#missing").textContent()).contains("evaluation.spectrum is 0");
    context.close();

    // It can be had later.
    Path later = folder.resolve("later.html");
    Console said = Console.of("report", run.toString(), "--out", later.toString());
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("fidelity of the leading modes");
    assertThat(open(later, 400, ColorScheme.DARK).locator("#spectrum").isVisible()).isTrue();
  }
}
