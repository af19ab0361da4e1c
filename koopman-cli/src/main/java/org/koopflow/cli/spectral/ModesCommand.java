package org.koopflow.cli.spectral;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.report.picture.CurvesPicture;
import org.koopflow.report.picture.ImageGrid;
import org.koopflow.report.picture.ShapePicture;
import org.koopflow.spectral.Contributions;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.ShapeAnalysis;
import org.koopflow.spectral.model.analysis.ShareAnalysis;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what modes paint. */
@Command(
    name = "modes",
    description = {
      "Show what each mode paints at samples or rows of data, what it carries of them, and its"
          + " energy over time."
    },
    footer = {
      "",
      "shapes.npy holds modes x 2 x rows x columns: real and imaginary part of the direction in which"
          + " a mode moves each row. contributions.npy holds modes x rows x columns: what each row"
          + " would lack without the mode. energy.npy holds modes x 2 x times: measured, and as the"
          + " mode's rate has it.",
      "",
      "Examples:",
      "  koopflow modes runs/eight-gaussians -n 100",
      "  koopflow modes runs/fashion-mnist --rows 0,1,2,3"
    })
public final class ModesCommand implements Callable<Integer> {
  private static final int TRAJECTORIES = 500;
  private static final int PANELS = 5;
  private static final int COLUMNS = 8;
  private static final int LINES = 6;
  private static final int CURVES = 7;

  /** A gigabyte of single precision. */
  private static final long MOST_NUMBERS = 1L << 28;

  @ParentCommand private CommandHost host;

  @Mixin private RunOptions options;

  @Option(
      names = "-n",
      defaultValue = "64",
      paramLabel = "N",
      description = "Number of samples to look at (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description = "Look at these held-out rows instead, numbered from 0.")
  private int[] rows;

  @Mixin private PrintedModes printed;

  /** Made by the command line alone. */
  ModesCommand() {}

  @Override
  public Integer call() {
    RunOptions.atLeast(1, "-n", count);
    printed.check();
    TrainedModel trained = options.read(host);
    Output output = options.output(host, "modes");
    return host.under(
        progress -> {
          try (SpectralModel model = RunOptions.open(host, trained, printed::check);
              Steps steps = new Steps(progress, "modes", 5)) {
            steps.next();
            Dataset data = host.koopflow().data(trained.experiment());
            Batch given = rows == null ? null : DataRows.chosen(data, rows);
            steps.next();
            requireRoom(model, given);
            long seed = options.seed(trained);
            Batch x = given == null ? samples(model, seed) : model.toFlow(given);
            Batch points = given == null ? model.model().toData(x) : given;
            List<Painted> painted = paint(model, x);
            steps.next();
            Trajectory trajectory =
                model.hasVelocity()
                    ? model.apply(new TeacherTrajectories(TRAJECTORIES, seed)).whole()
                    : own(model, seed);
            steps.next();
            List<Contributions.EnergyCurve> curves = model.contributions().overTime(trajectory);
            double[] shares = model.apply(new ShareAnalysis(TRAJECTORIES, seed));
            steps.next();
            output.npy("points.npy", points);
            output.npy(
                "shapes.npy",
                stack(painted.stream().flatMap(p -> List.of(p.real, p.imaginary).stream())),
                List.of(painted.size(), 2, points.rows(), points.columns()));
            output.npy(
                "contributions.npy",
                stack(painted.stream().map(Painted::contribution)),
                List.of(painted.size(), points.rows(), points.columns()));
            output.npy(
                "energy.npy",
                energies(curves),
                List.of(curves.size(), 2, trajectory.times().length));
            output.json("modes.json", tree(model, painted, curves, shares));
            output.picture("shapes.png", () -> shapes(data, points, painted));
            output.picture("energy.png", () -> energy(curves));
            steps.end();
            host.out().print(table(painted, curves, shares));
            output.tell();
          }
        });
  }

  /** An array of shapes has one index. */
  private void requireRoom(SpectralModel model, Batch given) {
    long each =
        2L * model.spectrum().modes().size() * model.model().model().transform().dataDimension();
    long most = MOST_NUMBERS / each;
    int wanted = given == null ? count : given.rows();
    if (wanted > most) {
      throw new SpecificationException(
          "the shapes of all modes fit for at most " + most + " rows, got " + wanted);
    }
  }

  private Batch samples(SpectralModel model, long seed) {
    Batch noise = model.model().noise(count, seed);
    return model.flow().transport(noise, FlowTime.NOISE, FlowTime.DATA);
  }

  /** Where there is no teacher to follow, what the model itself does. */
  private static Trajectory own(SpectralModel model, long seed) {
    double[] times = new double[21];
    for (int j = 0; j < times.length; j++) {
      times[j] = FlowTime.NOISE + (FlowTime.DATA - FlowTime.NOISE) * j / (times.length - 1);
    }
    return model
        .model()
        .sampler(Selection.of("koopman"))
        .sample(model.model().noise(TRAJECTORIES, seed), times);
  }

  /** What a mode does to the points, in the coordinates of the data. */
  private record Painted(Mode mode, Batch real, Batch imaginary, Batch contribution) {}

  private static List<Painted> paint(SpectralModel model, Batch x) {
    Batch z = model.flow().lift(FlowTime.DATA, x);
    List<Painted> painted = new ArrayList<>();
    for (ModeShape shape : model.apply(new ShapeAnalysis(x))) {
      painted.add(
          new Painted(
              shape.mode(),
              model.directionToData(shape.real()),
              model.directionToData(shape.imaginary()),
              model.directionToData(model.contributions().ofSamples(z, shape.mode()))));
    }
    return painted;
  }

  private static Batch stack(java.util.stream.Stream<Batch> parts) {
    return Batch.stack(parts.toList());
  }

  private static Batch energies(List<Contributions.EnergyCurve> curves) {
    int times = curves.get(0).times().length;
    double[] all = new double[2 * times * curves.size()];
    for (int k = 0; k < curves.size(); k++) {
      System.arraycopy(curves.get(k).measured(), 0, all, 2 * k * times, times);
      System.arraycopy(curves.get(k).predicted(), 0, all, (2 * k + 1) * times, times);
    }
    return Batch.ofDoubles(2 * curves.size(), times, all);
  }

  private Map<String, Object> tree(
      SpectralModel model,
      List<Painted> painted,
      List<Contributions.EnergyCurve> curves,
      double[] shares) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("points", rows == null ? "samples" : "held-out rows");
    tree.put("energyAlong", model.hasVelocity() ? "teacher" : "student");
    tree.put("trajectories", TRAJECTORIES);
    tree.put("times", curves.get(0).times());
    List<Map<String, Object>> modes = new ArrayList<>();
    for (int k = 0; k < painted.size(); k++) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("mode", k);
      map.put("growthRate", painted.get(k).mode.growthRate());
      map.put("frequency", painted.get(k).mode.frequency());
      map.put("share", shares[k]);
      map.put("contribution", size(painted.get(k).contribution));
      map.put("energy", curves.get(k).measured());
      map.put("energyExpected", curves.get(k).predicted());
      modes.add(map);
    }
    tree.put("modes", modes);
    return tree;
  }

  /** Root mean square length of rows. */
  private static double size(Batch batch) {
    double sum = 0;
    for (double value : batch.doubles()) {
      sum += value * value;
    }
    return Math.sqrt(sum / batch.rows());
  }

  private TextTable table(
      List<Painted> painted, List<Contributions.EnergyCurve> curves, double[] shares) {
    TextTable table =
        new TextTable(
            "mode",
            "rate",
            "frequency",
            "share",
            "adds to a row",
            "energy at 0",
            "at 1",
            "expected at 1");
    for (int k = 0; k < Math.min(printed.most(), painted.size()); k++) {
      Mode mode = painted.get(k).mode;
      Contributions.EnergyCurve curve = curves.get(k);
      int last = curve.times().length - 1;
      table.line(
          k,
          mode.growthRate(),
          mode.frequency(),
          shares[k],
          size(painted.get(k).contribution),
          curve.measured()[0],
          curve.measured()[last],
          curve.predicted()[last]);
    }
    return table;
  }

  private static byte[] shapes(Dataset data, Batch points, List<Painted> painted) {
    if (data.image().isEmpty()) {
      return ShapePicture.draw(
          points,
          painted.stream()
              .limit(PANELS)
              .map(p -> new ShapePicture.Shape("mode " + p.mode.index(), p.real))
              .toList());
    }
    int modes = Math.min(COLUMNS - 1, painted.size());
    List<Batch> grid = new ArrayList<>();
    for (int i = 0; i < Math.min(LINES, points.rows()); i++) {
      grid.add(points.rows(i, i + 1));
      for (int k = 0; k < modes; k++) {
        grid.add(ModeShape.picture(painted.get(k).real.rows(i, i + 1)));
      }
    }
    return ImageGrid.draw(
        Map.of("row, then modes 0 to " + (modes - 1), stack(grid.stream())),
        data.image().get(),
        modes + 1,
        LINES);
  }

  private static byte[] energy(List<Contributions.EnergyCurve> curves) {
    return CurvesPicture.draw(
        List.of(
            new CurvesPicture.Group(
                "",
                "energy, and as the rate has it (dashed)",
                curves.stream()
                    .limit(CURVES)
                    .map(
                        curve ->
                            new CurvesPicture.Curve(
                                "mode " + curve.mode().index(),
                                "",
                                curve.times(),
                                curve.measured(),
                                curve.predicted()))
                    .toList())));
  }
}
