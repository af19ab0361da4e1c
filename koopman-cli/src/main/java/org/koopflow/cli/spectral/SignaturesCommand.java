package org.koopflow.cli.spectral;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.koopflow.api.data.Dataset;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.report.picture.MatrixPicture;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.SignatureComparison;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.ClassifierAnalysis;
import org.koopflow.spectral.model.analysis.SignatureAnalysis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tells classes apart by their modes. */
@Command(
    name = "signatures",
    description = {
      "Show what distinguishes the classes of the held-out data in the spectrum.",
      "A linear classifier is trained on every second row and tested on the others, beside one on as"
          + " many principal components of the data."
    },
    footer = {
      "",
      "The lead stands beside its standard error.",
      "",
      "Rows are lifted without their labels, which would tell their classes: a run with condition"
          + " labels needs to have learned such rows, for example with data.unlabelled=0.1.",
      "",
      "Example:",
      "  koopflow signatures runs/fashion-mnist --modes 32"
    })
public final class SignaturesCommand implements Callable<Integer> {
  @ParentCommand private CommandHost host;

  @Mixin private RunOptions options;

  @Option(
      names = "-n",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Number of held-out rows (${DEFAULT-VALUE}, or as many as there are).")
  private int count;

  @Option(
      names = "--modes",
      paramLabel = "N",
      description = "Number of leading modes the classifiers are compared on; all unless given.")
  private Integer compared;

  /** Made by the command line alone. */
  SignaturesCommand() {}

  @Override
  public Integer call() {
    RunOptions.atLeast(4, "-n", count);
    TrainedModel trained = options.read(host);
    Labelled.requireUntold(trained.domain(), "signatures");
    Output output = options.output(host, "signatures");
    return host.under(
        progress -> {
          try (SpectralModel model = RunOptions.open(host, trained, this::modes);
              Steps steps = new Steps(progress, "signatures", 4)) {
            steps.next();
            int modes = modes(model.spectrum());
            Dataset data = host.koopflow().data(trained.experiment());
            Labelled rows = Labelled.heldOut(data, count);
            steps.next();
            ClassSignatures energies =
                model.apply(
                    new SignatureAnalysis(rows.rows(), rows.labels(), SignatureKind.ENERGIES));
            ClassSignatures amplitudes =
                model.apply(
                    new SignatureAnalysis(rows.rows(), rows.labels(), SignatureKind.AMPLITUDES));
            steps.next();
            SignatureComparison comparison =
                model.apply(new ClassifierAnalysis(rows.rows(), rows.labels(), modes));
            steps.next();
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("rows", rows.rows().rows());
            tree.put("classes", energies.counts());
            tree.put("chance", energies.chance());
            tree.put("energies", tree(energies));
            tree.put("amplitudes", tree(amplitudes));
            tree.put("comparison", tree(comparison, modes));
            output.json("signatures.json", tree);
            output.picture("signatures.png", () -> picture(energies));
            steps.end();
            host.out().print(table(comparison));
            host.out().println("chance: " + TextTable.text(comparison.chance()));
            host.out()
                .println(
                    "classes nearest by their energies: "
                        + nearest(energies.distance(), energies.counts()));
            output.tell();
          }
        });
  }

  private int modes(Spectrum spectrum) {
    int all = spectrum.modes().size();
    return compared == null ? all : RunOptions.within(all, "--modes", compared);
  }

  private static Map<String, Object> tree(ClassSignatures signatures) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("accuracy", signatures.accuracy());
    map.put("distance", signatures.distance());
    map.put("mean", signatures.mean());
    map.put("spread", signatures.spread());
    return map;
  }

  private static Map<String, Object> tree(SignatureComparison comparison, int modes) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("modes", modes);
    map.put("tested", comparison.tested());
    map.put("energies", comparison.energies());
    map.put("amplitudes", comparison.amplitudes());
    return map;
  }

  private static TextTable table(SignatureComparison comparison) {
    TextTable table =
        new TextTable(
            "signature",
            "features",
            "accuracy",
            "principal components",
            "their accuracy",
            "lead",
            "+-");
    line(table, SignatureKind.ENERGIES, comparison.energies(), comparison.tested());
    line(table, SignatureKind.AMPLITUDES, comparison.amplitudes(), comparison.tested());
    return table;
  }

  private static void line(
      TextTable table, SignatureKind kind, SignatureComparison.Accuracy accuracy, int tested) {
    table.line(
        kind.name().toLowerCase(Locale.ROOT),
        accuracy.features(),
        accuracy.signatures(),
        accuracy.components(),
        accuracy.principalComponents(),
        accuracy.lead(),
        accuracy.leadError(tested));
  }

  private static String nearest(double[][] distance, int[] counts) {
    int first = 0;
    int second = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int a = 0; a < counts.length; a++) {
      for (int b = 0; b < a; b++) {
        if (counts[a] > 0 && counts[b] > 0 && distance[a][b] < least) {
          least = distance[a][b];
          first = b;
          second = a;
        }
      }
    }
    return first + " and " + second + ", distance " + TextTable.text(least);
  }

  private static byte[] picture(ClassSignatures signatures) {
    return MatrixPicture.draw(
        List.of(
            new MatrixPicture.Table(
                "mean energies, against all classes", "class", "modes", relative(signatures)),
            new MatrixPicture.Table(
                "distances of classes", "class", "classes", signatures.distance())));
  }

  /** Means less the mean of all classes, as multiples of the spread within a class. */
  private static double[][] relative(ClassSignatures signatures) {
    int classes = signatures.counts().length;
    int features = signatures.mean()[0].length;
    int rows = Arrays.stream(signatures.counts()).sum();
    double[][] relative = new double[classes][features];
    for (int j = 0; j < features; j++) {
      double mean = 0;
      double variance = 0;
      for (int c = 0; c < classes; c++) {
        double weight = (double) signatures.counts()[c] / rows;
        mean += weight * signatures.mean()[c][j];
        variance += weight * signatures.spread()[c][j] * signatures.spread()[c][j];
      }
      for (int c = 0; c < classes; c++) {
        boolean any = signatures.counts()[c] > 0 && variance > 0;
        relative[c][j] = any ? (signatures.mean()[c][j] - mean) / Math.sqrt(variance) : 0;
      }
    }
    return relative;
  }
}
