package org.koopflow.cli.spectral;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.spectral.Contributions.EnergyCurve;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.EnergyAnalysis;
import org.koopflow.spectral.model.analysis.ShareAnalysis;
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
            SampleSet given = rows == null ? null : DataRows.chosen(data, rows);
            steps.next();
            requireRoom(model, given);
            long seed = options.seed(trained);
            Batch x = given == null ? samples(model, seed) : model.toFlow(given);
            Batch points = given == null ? model.model().toData(x) : given.rows();
            PaintedModes painted = PaintedModes.of(model, points, x);
            steps.next();
            ModeEnergies energies =
                new ModeEnergies(model.apply(new EnergyAnalysis(TRAJECTORIES, seed)));
            steps.next();
            double[] shares = model.apply(new ShareAnalysis(TRAJECTORIES, seed));
            steps.next();
            painted.write(output);
            energies.write(output);
            output.json("modes.json", tree(painted, energies, shares));
            output.picture("shapes.png", () -> painted.draw(data));
            output.picture("energy.png", energies::draw);
            steps.end();
            host.out().print(table(painted, energies, shares));
            output.tell();
          }
        });
  }

  /** An array of shapes has one index. */
  private void requireRoom(SpectralModel model, SampleSet given) {
    long each =
        2L * model.spectrum().modes().size() * model.model().model().transform().dataDimension();
    long most = MOST_NUMBERS / each;
    int wanted = given == null ? count : given.rows().rows();
    if (wanted > most) {
      throw new SpecificationException(
          "the shapes of all modes fit for at most " + most + " rows, got " + wanted);
    }
  }

  private Batch samples(SpectralModel model, long seed) {
    Batch noise = model.model().noise(count, seed);
    return model.flow().transport(noise, FlowTime.NOISE, FlowTime.DATA);
  }

  private Map<String, Object> tree(PaintedModes painted, ModeEnergies energies, double[] shares) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("points", rows == null ? "samples" : "held-out rows");
    tree.put("energyAlong", energies.found().along());
    tree.put("trajectories", TRAJECTORIES);
    tree.put("times", energies.found().curves().get(0).times());
    List<Map<String, Object>> modes = new ArrayList<>();
    for (PaintedModes.Painted each : painted.modes()) {
      Mode mode = each.mode();
      EnergyCurve energy = energies.found().curves().get(mode.index());
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("mode", mode.index());
      map.put("growthRate", mode.growthRate());
      map.put("frequency", mode.frequency());
      map.put("share", shares[mode.index()]);
      map.put("contribution", each.size());
      map.put("energy", energy.measured());
      map.put("energyExpected", energy.predicted());
      modes.add(map);
    }
    tree.put("modes", modes);
    return tree;
  }

  private TextTable table(PaintedModes painted, ModeEnergies energies, double[] shares) {
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
    for (PaintedModes.Painted each : painted.modes().stream().limit(printed.most()).toList()) {
      Mode mode = each.mode();
      EnergyCurve energy = energies.found().curves().get(mode.index());
      int last = energy.times().length - 1;
      table.line(
          mode.index(),
          mode.growthRate(),
          mode.frequency(),
          shares[mode.index()],
          each.size(),
          energy.measured()[0],
          energy.measured()[last],
          energy.predicted()[last]);
    }
    return table;
  }
}
