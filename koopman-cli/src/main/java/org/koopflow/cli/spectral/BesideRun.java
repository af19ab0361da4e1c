package org.koopflow.cli.spectral;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.numerics.dense.Median;
import org.koopflow.report.picture.ModePlanePicture;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.SpectrumMatching;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AnalysedMode;
import org.koopflow.spectral.model.analysis.StudentComparison;
import org.koopflow.spectral.model.analysis.StudentComparison.Student;

/** Two students of one teacher side by side. */
record BesideRun(
    CommandHost host, RunOptions options, Path other, int count, PrintedModes printed) {
  /** Errors below this count a mode as one of the flow. */
  private static final double FAITHFUL = 0.1;

  int compare(TrainedModel trained, Output output) {
    TrainedModel second = options.read(host, other);
    StudentComparison.requireSameTeacher(trained, second);
    return host.under(
        progress -> {
          // Of the first run the leading modes are printed, of the second those nearest to them.
          try (SpectralModel ours = RunOptions.open(host, trained, printed::check);
              SpectralModel theirs =
                  SpectralModel.open(host.koopflow(), second, ModeOrder.LEADING);
              Steps steps = new Steps(progress, "comparison", 2)) {
            steps.next();
            StudentComparison comparison =
                StudentComparison.of(ours, theirs, count, options.seed(trained));
            steps.next();
            output.json("comparison.json", tree(comparison));
            output.picture(
                "comparison.png",
                () ->
                    ModePlanePicture.draw(
                        List.of(
                            SpectrumCommand.plane(
                                name(options.run()), comparison.first().analysis()),
                            SpectrumCommand.plane(name(other), comparison.second().analysis())),
                        null));
            steps.end();
            host.out().print(figures(comparison, trained.experiment().evaluation().pathTimes()));
            host.out().println();
            host.out().print(matched(comparison));
            SpectrumCommand.tellWarnings(host, comparison.first().analysis());
            SpectrumCommand.tellWarnings(host, comparison.second().analysis());
            output.tell();
          }
        });
  }

  private static String name(Path run) {
    return run.toAbsolutePath().normalize().getFileName().toString();
  }

  private TextTable figures(StudentComparison comparison, List<Double> times) {
    Student first = comparison.first();
    Student second = comparison.second();
    TextTable table = new TextTable("", name(options.run()), name(other));
    new FigureRows(FigureCatalog.of(host.koopflow().plugins()), times)
        .of(first.figures(), second.figures())
        .forEach(row -> table.line(row.label(), row.first(), row.second()));
    table.line(
        "modes with a variation error below 10 %",
        faithful(first) + " of " + first.analysis().modes().size(),
        faithful(second) + " of " + second.analysis().modes().size());
    table.line("median variation error of all modes", median(first), median(second));
    return table;
  }

  private static long faithful(Student student) {
    return errors(student).filter(error -> error < FAITHFUL).count();
  }

  private static double median(Student student) {
    return Median.of(errors(student));
  }

  private static java.util.stream.DoubleStream errors(Student student) {
    return student.analysis().modes().stream()
        .mapToDouble(mode -> SpectrumCommand.variation(mode).orElseThrow());
  }

  private TextTable matched(StudentComparison comparison) {
    TextTable table =
        new TextTable(
            "mode",
            "rate",
            "frequency",
            "share",
            "variation error",
            "nearest",
            "rate",
            "frequency",
            "share",
            "variation error",
            "distance");
    for (SpectrumMatching.Pair pair : leading(comparison.matching())) {
      AnalysedMode first = comparison.first().analysis().modes().get(pair.first().index());
      AnalysedMode second = comparison.second().analysis().modes().get(pair.second().index());
      table.line(
          pair.first().index(),
          pair.first().growthRate(),
          pair.first().frequency(),
          first.share(),
          SpectrumCommand.variation(first),
          pair.second().index(),
          pair.second().growthRate(),
          pair.second().frequency(),
          second.share(),
          SpectrumCommand.variation(second),
          pair.distance());
    }
    for (Mode mode : comparison.matching().onlyFirst()) {
      if (mode.index() < printed.most()) {
        AnalysedMode first = comparison.first().analysis().modes().get(mode.index());
        table.line(
            mode.index(),
            mode.growthRate(),
            mode.frequency(),
            first.share(),
            SpectrumCommand.variation(first),
            "-",
            "-",
            "-",
            "-",
            "-",
            "-");
      }
    }
    return table;
  }

  private List<SpectrumMatching.Pair> leading(SpectrumMatching matching) {
    return matching.pairs().stream().filter(pair -> pair.first().index() < printed.most()).toList();
  }

  private Map<String, Object> tree(StudentComparison comparison) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("trajectories", count);
    FigureCatalog catalog = FigureCatalog.of(host.koopflow().plugins());
    tree.put(
        "figures",
        comparison.first().figures().keySet().stream()
            .flatMap(key -> catalog.of(key).stream())
            .map(FigureCatalog::toMap)
            .toList());
    tree.put("first", student(options.run(), comparison.first()));
    tree.put("second", student(other, comparison.second()));
    tree.put(
        "matched",
        comparison.matching().pairs().stream()
            .map(
                pair -> {
                  Map<String, Object> map = new LinkedHashMap<>();
                  map.put("first", pair.first().index());
                  map.put("second", pair.second().index());
                  map.put("distance", pair.distance());
                  return map;
                })
            .toList());
    tree.put("onlyFirst", comparison.matching().onlyFirst().stream().map(Mode::index).toList());
    tree.put("onlySecond", comparison.matching().onlySecond().stream().map(Mode::index).toList());
    return tree;
  }

  private static Map<String, Object> student(Path run, Student student) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("run", name(run));
    map.putAll(student.toMap(student.analysis().modes().size()));
    return map;
  }
}
