package org.koopflow.cli.spectral;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Progress;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.metric.Figure;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.Claim;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.run.RunPaths;
import org.koopflow.report.picture.PruningPicture;
import org.koopflow.report.text.Quality;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.ModelPruning;
import org.koopflow.spectral.model.analysis.PruningAnalysis;
import org.koopflow.spectral.model.analysis.PruningCurve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a model smaller by the modes that matter least, or tells what that would cost. */
@Command(
    name = "prune",
    description = {
      "Keep the modes of a run that carry most of its samples, as a smaller run.",
      "Without --modes, show what every number of modes is worth."
    },
    footer = {
      "",
      "Modes are kept by their share of the variance of samples. A complex pair is one mode of two"
          + " dimensions, kept or dropped whole. Dropped modes keep their mean over time. The smaller"
          + " run is judged anew, and is sampled, evaluated and trained further like any other.",
      "",
      "Examples:",
      "  koopflow prune runs/eight-gaussians",
      "  koopflow prune runs/eight-gaussians --modes 16 --out runs/smaller"
    })
public final class PruneCommand implements Callable<Integer> {
  @ParentCommand private CommandHost host;

  @Parameters(paramLabel = "<run>", description = "Folder of a run, which is left as it is.")
  private Path run;

  @Option(
      names = "--modes",
      paramLabel = "K",
      description = "Number of modes to keep, from 1 to as many as there are.")
  private Integer modes;

  @Option(
      names = "-n",
      defaultValue = "2000",
      paramLabel = "N",
      description =
          "Number of samples to judge modes by and to take the means of dropped ones from"
              + " (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Name of a backend; that of the run's specification unless given.")
  private String backend;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Determines the noise; that of the run's specification unless given.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "With --modes, folder of the smaller run, where a former run is replaced. Without, folder"
              + " for the figures, <run>/spectral/prune unless given.")
  private Path out;

  /** Made by the command line alone. */
  PruneCommand() {}

  @Override
  public Integer call() {
    RunOptions.atLeast(2, "-n", count);
    if (modes != null && modes < 1) {
      throw new SpecificationException("--modes must be at least 1, got " + modes);
    }
    return modes == null ? tell() : keep();
  }

  private TrainedModel read(Koopflow koopflow) {
    TrainedModel read = new RunFolder(koopflow.plugins()).read(run);
    if (read.student().isEmpty()) {
      throw new KoopflowException(
          "'" + run + "' was stopped before its student was trained: there is nothing to prune");
    }
    return backend == null ? read : read.withBackend(backend);
  }

  private long seed(TrainedModel model) {
    return seed == null ? model.experiment().seed() : seed;
  }

  private Integer tell() {
    Output output = new Output(host, out == null ? run.resolve("spectral").resolve("prune") : out);
    Koopflow koopflow = host.koopflow();
    TrainedModel whole = read(koopflow);
    return host.under(
        progress -> {
          PruningCurve curve = curve(koopflow, whole, progress);
          Map<String, Object> tree = new LinkedHashMap<>();
          tree.put("samples", count);
          tree.put("seed", seed(whole));
          tree.put("figure", FigureCatalog.toMap(curve.figure()));
          tree.put(
              "points", curve.points().stream().map(each -> each.toMap(curve.figure())).toList());
          output.json("pruning.json", tree);
          output.picture("pruning.png", () -> draw(curve.points()));
          host.out().print(table(curve));
          host.out().println(explained(curve.figure()));
          output.tell();
        });
  }

  private PruningCurve curve(Koopflow koopflow, TrainedModel whole, Progress progress) {
    progress.begin("pruning", 1);
    try (Backend opened = koopflow.openBackend(whole.experiment());
        OpenModel open = koopflow.open(whole, opened);
        SpectralModel spectral = SpectralModel.of(open, ModeOrder.LEADING)) {
      requireSeparable(spectral.spectrum());
      PruningCurve curve = spectral.apply(new PruningAnalysis(count, seed(whole)));
      progress.update(1, Map.of());
      return curve;
    } finally {
      progress.end();
    }
  }

  private static byte[] draw(List<PruningCurve.Point> points) {
    return PruningPicture.draw(
        points.stream().mapToDouble(PruningCurve.Point::modes).toArray(),
        points.stream().mapToDouble(PruningCurve.Point::relativeError).toArray(),
        points.stream().mapToDouble(PruningCurve.Point::operatorShare).toArray());
  }

  private static TextTable table(PruningCurve curve) {
    TextTable table =
        new TextTable(
            "modes",
            "observables",
            "operator parameters",
            "share kept",
            "relative error",
            curve.figure().label());
    for (PruningCurve.Point point : curve.points()) {
      table.line(
          point.modes(),
          point.observables(),
          point.operatorParameters(),
          point.operatorShare(),
          point.relativeError(),
          point.quality());
    }
    return table;
  }

  /** What the last column is, its unit and which way it improves. */
  private static String explained(Figure figure) {
    return figure.label()
        + ": beside samples of the whole model, "
        + (figure.unit().isEmpty() ? "" : figure.unit() + ", ")
        + figure.better().words();
  }

  private Integer keep() {
    if (out == null) {
      throw new SpecificationException("--modes makes a smaller run: give its folder by --out");
    }
    if (RunPaths.isSame(out, run)) {
      throw new SpecificationException(
          "--out '" + out + "' is the run that is pruned, which is left as it is");
    }
    Koopflow koopflow = host.koopflow();
    TrainedModel whole = read(koopflow);
    try (Claim claim = RunFolder.claim(out)) {
      return keep(claim, koopflow, whole);
    }
  }

  private int keep(Claim claim, Koopflow koopflow, TrainedModel whole) {
    return host.under(
        progress -> {
          Map<String, Object> origin = new LinkedHashMap<>();
          TrainedModel smaller = smaller(koopflow, whole, origin);
          RunResult result = koopflow.judge(smaller, Map.of("prunedFrom", origin), progress);
          host.keep(claim, result, progress);
          host.out()
              .print(Quality.of(result.metrics(), FigureCatalog.of(koopflow.plugins())).toText());
          host.out()
              .println(
                  origin.get("modes")
                      + " of "
                      + origin.get("ofModes")
                      + " modes in "
                      + out
                      + ", to be looked at: "
                      + out.resolve("report.html"));
        });
  }

  private TrainedModel smaller(Koopflow koopflow, TrainedModel whole, Map<String, Object> origin) {
    try (Backend opened = koopflow.openBackend(whole.experiment());
        OpenModel open = koopflow.open(whole, opened);
        SpectralModel spectral = SpectralModel.of(open, ModeOrder.LEADING)) {
      int all = spectral.spectrum().modes().size();
      if (modes > all) {
        throw new SpecificationException(
            "--modes must be from 1 to the "
                + all
                + " modes of '"
                + run
                + "', where a complex pair is one mode, got "
                + modes);
      }
      if (modes < all) {
        requireSeparable(spectral.spectrum());
      }
      origin.put("run", run.toString());
      origin.put("name", whole.experiment().name());
      origin.put("modes", modes);
      origin.put("ofModes", all);
      origin.put("samples", count);
      origin.put("seed", seed(whole));
      return spectral.apply(new ModelPruning(modes, count, seed(whole)));
    }
  }

  private void requireSeparable(Spectrum spectrum) {
    if (spectrum.modes().stream().anyMatch(Mode::illConditioned)) {
      throw new KoopflowException(
          "the modes of '"
              + run
              + "' cannot be dropped one by one: "
              + String.join("; ", spectrum.warnings()));
    }
  }
}
