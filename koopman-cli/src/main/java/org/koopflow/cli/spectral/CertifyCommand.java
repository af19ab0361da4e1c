package org.koopflow.cli.spectral;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.report.picture.CurvesPicture;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.Certificate.Norm;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.CertificateAnalysis;
import org.koopflow.spectral.model.analysis.Taught;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Bounds the error of the linear flow. */
@Command(
    name = "certify",
    description = {
      "Bound how far the linear flow may stray from the teacher, beside how far it does.",
      "The bound follows from the logarithmic norm of the generator and the largest residual."
    },
    footer = {
      "",
      "Errors are those of the observables, in the Euclidean norm and in that of the mode"
          + " amplitudes.",
      "",
      "Example:",
      "  koopflow certify runs/eight-gaussians -n 200"
    })
public final class CertifyCommand implements Callable<Integer> {
  @ParentCommand private CommandHost host;

  @Mixin private RunOptions options;

  @Option(
      names = "-n",
      defaultValue = "100",
      paramLabel = "N",
      description = "Number of trajectories (${DEFAULT-VALUE}).")
  private int count;

  /** Made by the command line alone. */
  CertifyCommand() {}

  @Override
  public Integer call() {
    RunOptions.atLeast(1, "-n", count);
    TrainedModel trained = options.read(host);
    Output output = options.output(host, "certify");
    return host.under(
        progress -> {
          try (Steps steps = new Steps(progress, "certificate", 1 + Norm.values().length);
              SpectralModel model =
                  SpectralModel.open(host.koopflow(), trained, ModeOrder.GROWTH)) {
            long seed = options.seed(trained);
            Taught taught = model.apply(TeacherTrajectories.certified(count, seed));
            steps.next();
            List<Certificate> certificates = new ArrayList<>();
            for (Norm norm : Norm.values()) {
              certificates.add(model.apply(CertificateAnalysis.along(taught, norm)));
              steps.next();
            }
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("trajectories", count);
            tree.put("seed", seed);
            certificates.forEach(each -> tree.put(name(each), tree(each)));
            output.json("certificate.json", tree);
            output.picture("certificate.png", () -> picture(certificates));
            steps.end();
            host.out().print(table(certificates));
            output.tell();
          }
        });
  }

  private static String name(Certificate certificate) {
    return certificate.norm().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> tree(Certificate certificate) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("logarithmicNorm", certificate.logarithmicNorm());
    map.put("residual", certificate.residual());
    map.put("holds", certificate.holds());
    map.put("holding", certificate.sharpness().holding());
    map.put("tightness", certificate.sharpness().tightness());
    if (Double.isFinite(certificate.sharpness().medianRatio())) {
      map.put("medianRatio", certificate.sharpness().medianRatio());
    }
    map.put("times", certificate.course().times());
    map.put("bound", certificate.course().bound());
    map.put("error", certificate.course().error());
    return map;
  }

  private static TextTable table(List<Certificate> certificates) {
    TextTable table =
        new TextTable(
            "norm",
            "logarithmic norm",
            "largest residual",
            "bound at 1",
            "error at 1",
            "holding",
            "tightness",
            "median bound / error");
    for (Certificate each : certificates) {
      int last = each.course().times().length - 1;
      table.line(
          name(each),
          each.logarithmicNorm(),
          each.residual(),
          each.course().bound()[last],
          each.course().error()[last],
          each.holds() ? "always" : TextTable.text(each.sharpness().holding()),
          each.sharpness().tightness(),
          each.sharpness().medianRatio());
    }
    return table;
  }

  private static byte[] picture(List<Certificate> certificates) {
    return CurvesPicture.draw(
        certificates.stream()
            .map(
                each ->
                    new CurvesPicture.Group(
                        name(each) + " norm",
                        "largest error of the observables",
                        List.of(
                            new CurvesPicture.Curve(
                                "error",
                                "bound",
                                each.course().times(),
                                each.course().error(),
                                each.course().bound()))))
            .toList());
  }
}
