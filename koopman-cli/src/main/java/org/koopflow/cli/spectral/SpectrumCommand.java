package org.koopflow.cli.spectral;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.report.picture.ModePlanePicture;
import org.koopflow.spectral.Complex;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.Pseudospectrum;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AnalysedMode;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;
import org.koopflow.spectral.model.analysis.SpectrumAnalysis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Prints the spectrum of a run's generator. */
@Command(
    name = "spectrum",
    description = {
      "Show the modes of a run's generator and how far each may be believed.",
      "Modes are numbered from the one that carries most of the run's samples."
    },
    footer = {
      "",
      "Rates are per unit time. The fidelity error is how far a mode is from evolving as its rate"
          + " says along the teacher's trajectories; the variation error is the same relative to"
          + " what differs between samples, and the one to judge by. Beside it stands what it would"
          + " be were the rate 0: a slow mode says something if it does better than standing still.",
      "The residual is how far the eigenfunction's slope along the flow is from rate times its value,"
          + " at points of the teacher's path, relative to the slope; 1 is no better than a rate of"
          + " 0. A mode of a rate near 0 can have a small fidelity error and a large residual.",
      "The share is what is lost of the variance of the samples where the mode is levelled to its"
          + " mean. Modes overlap, so shares need not sum to 1.",
      "",
      "Examples:",
      "  koopflow spectrum runs/eight-gaussians",
      "  koopflow spectrum runs/eight-gaussians --dt 0.1 --pseudospectrum",
      "  koopflow spectrum runs/eight-gaussians --beside runs/boundary"
    })
public final class SpectrumCommand implements Callable<Integer> {
  /** A singular value is found for each pair of them. */
  private static final int MOST_POINTS = 1000;

  private static final int POINTS = 61;

  @ParentCommand private CommandHost host;

  @Mixin private RunOptions options;

  @Option(
      names = "-n",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Number of samples and trajectories to measure on (${DEFAULT-VALUE}).")
  private int count;

  @Mixin private PrintedModes printed;

  @Option(
      names = "--dt",
      paramLabel = "T",
      description = "Give multipliers over a step of this length too.")
  private Double step;

  @Option(
      names = "--pseudospectrum",
      arity = "0..1",
      fallbackValue = "" + POINTS,
      paramLabel = "POINTS",
      description = "Compute the pseudospectrum on a grid of POINTS x POINTS (" + POINTS + ").")
  private Integer points;

  @Option(
      names = "--beside",
      paramLabel = "<run>",
      description = "Compare with another student of the same teacher.")
  private Path beside;

  /** Made by the command line alone. */
  SpectrumCommand() {}

  @Override
  public Integer call() {
    RunOptions.atLeast(2, "-n", count);
    printed.check();
    if (step != null && !(Double.isFinite(step) && step > 0)) {
      throw new SpecificationException("--dt must be a positive time, got " + step);
    }
    if (points != null) {
      if (points < 2 || points > MOST_POINTS) {
        throw new SpecificationException(
            "--pseudospectrum must be at least 2 and at most " + MOST_POINTS + ", got " + points);
      }
    }
    TrainedModel trained = options.read(host);
    Output output = options.output(host, "spectrum");
    if (beside != null) {
      return new BesideRun(host, options, beside, count, printed).compare(trained, output);
    }
    return host.under(
        progress -> {
          try (SpectralModel model = RunOptions.open(host, trained, printed::check);
              Steps steps = new Steps(progress, "spectrum", points == null ? 2 : 3)) {
            steps.next();
            long seed = options.seed(trained);
            AnalysedSpectrum analysis = model.apply(new SpectrumAnalysis(count, seed));
            steps.next();
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("samples", count);
            tree.put("seed", seed);
            tree.putAll(analysis.toMap(analysis.modes().size()));
            if (step != null) {
              tree.put("multipliers", multipliers(analysis));
            }
            Pseudospectrum around =
                points == null ? null : Pseudospectrum.around(model.spectrum(), points);
            if (around != null) {
              steps.next();
              output.json("pseudospectrum.json", around);
            }
            output.json("spectrum.json", tree);
            output.picture(
                "spectrum.png",
                () ->
                    ModePlanePicture.draw(
                        List.of(plane("", analysis)),
                        around == null
                            ? null
                            : new ModePlanePicture.Levels(
                                around.real(), around.imaginary(), around.distance())));
            steps.end();
            host.out().print(table(analysis));
            tellWarnings(host, analysis);
            output.tell();
          }
        });
  }

  private Map<String, Object> multipliers(AnalysedSpectrum analysis) {
    List<Complex> values = analysis.spectrum().multipliers(step);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("dt", step);
    map.put("real", values.stream().map(Complex::real).toList());
    map.put("imaginary", values.stream().map(Complex::imaginary).toList());
    return map;
  }

  private TextTable table(AnalysedSpectrum analysis) {
    String[] header = {
      "mode",
      "rate",
      "frequency",
      "half-life",
      "period",
      "share",
      "fidelity error",
      "variation error",
      "with rate 0",
      "residual",
      "condition"
    };
    TextTable table =
        step == null
            ? new TextTable(header)
            : new TextTable(with(header, "|multiplier|", "angle, degrees"));
    for (AnalysedMode each : analysis.modes().stream().limit(printed.most()).toList()) {
      Mode mode = each.mode();
      Object[] cells = {
        mode.index(),
        mode.growthRate(),
        mode.frequency(),
        mode.growthRate() > 0 ? "doubles in " + TextTable.text(-mode.halfLife()) : mode.halfLife(),
        mode.period(),
        each.share(),
        fidelity(each),
        variation(each),
        conserved(each),
        each.residual().map(r -> OptionalDouble.of(r.relative())).orElse(OptionalDouble.empty()),
        mode.condition()
      };
      if (step == null) {
        table.line(cells);
      } else {
        Complex factor = mode.multiplier(step);
        double angle = Math.toDegrees(Math.atan2(factor.imaginary(), factor.real()));
        table.line(with(cells, factor.abs(), angle));
      }
    }
    return table;
  }

  private static <T> T[] with(T[] cells, T one, T other) {
    T[] longer = java.util.Arrays.copyOf(cells, cells.length + 2);
    longer[cells.length] = one;
    longer[cells.length + 1] = other;
    return longer;
  }

  private static OptionalDouble fidelity(AnalysedMode mode) {
    return mode.fidelity()
        .map(f -> OptionalDouble.of(f.relativeError()))
        .orElse(OptionalDouble.empty());
  }

  private static OptionalDouble conserved(AnalysedMode mode) {
    return mode.fidelity()
        .map(f -> OptionalDouble.of(f.conservedError()))
        .orElse(OptionalDouble.empty());
  }

  static OptionalDouble variation(AnalysedMode mode) {
    return mode.fidelity()
        .map(f -> OptionalDouble.of(f.variationError()))
        .orElse(OptionalDouble.empty());
  }

  static void tellWarnings(CommandHost host, AnalysedSpectrum analysis) {
    analysis.spectrum().warnings().forEach(warning -> host.out().println("warning: " + warning));
    if (analysis.taught().isEmpty()) {
      host.out()
          .println(
              "fidelity and residuals are left out: the teacher has no velocity field, only"
                  + " recorded trajectories");
    }
  }

  /** The modes of a spectrum as points of the plane. */
  static ModePlanePicture.Spectrum plane(String title, AnalysedSpectrum analysis) {
    return new ModePlanePicture.Spectrum(
        title,
        analysis.modes().stream().mapToDouble(each -> each.mode().growthRate()).toArray(),
        analysis.modes().stream().mapToDouble(each -> each.mode().rate().imaginary()).toArray(),
        analysis.modes().stream()
            .mapToDouble(each -> variation(each).orElse(Double.NaN))
            .toArray());
  }
}
