package org.koopflow.cli.spectral;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.spectral.EditEffect;
import org.koopflow.spectral.EditingDirection;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AmplitudeAnalysis;
import org.koopflow.spectral.model.analysis.DataEdit;
import org.koopflow.spectral.model.analysis.Edited;
import org.koopflow.spectral.model.analysis.SampleEdit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Edits samples or data through their modes. */
@Command(
    name = "edit",
    description = {
      "Change modes of samples on their way from noise to data, or of rows of the data.",
      "Modes have the numbers that 'koopflow spectrum' shows."
    },
    footer = {
      "",
      "With condition labels, samples are drawn and rows are lifted each under their own class. With"
          + " --from and --to all of them are under \"no label\" instead, samples and rows as well as"
          + " the rows the direction is found from, since a label would tell the class: the run"
          + " needs to have learned such rows, for example with data.unlabelled=0.1.",
      "",
      "Examples:",
      "  koopflow edit runs/eight-gaussians --remove 3",
      "  koopflow edit runs/eight-gaussians --scale 0=1.5,2=0.5 --time 0.3 -n 5000",
      "  koopflow edit runs/fashion-mnist --from 0 --to 6 --data -n 64",
      "  koopflow edit runs/fashion-mnist --direction 1 --strength 2 --rows 0,1,2,3"
    })
public final class EditCommand implements Callable<Integer> {
  private static final double MIDWAY = 0.5;

  @ParentCommand private CommandHost host;

  @Mixin private RunOptions options;

  @Mixin private EditOptions edits;

  @Mixin private DirectionOptions direction;

  @Option(
      names = "-n",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Number of samples, or of rows with --data (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--time",
      paramLabel = "T",
      description =
          "When to edit samples, from 0 (noise) to 1 (data); " + MIDWAY + " unless given.")
  private Double time;

  @Option(
      names = "--data",
      description = "Edit the first held-out rows; with --from, those of that class.")
  private boolean ofData;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description = "Edit these held-out rows, numbered from 0.")
  private int[] rows;

  /** Made by the command line alone. */
  EditCommand() {}

  @Override
  public Integer call() {
    check();
    TrainedModel trained = options.read(host);
    if (direction.from().isPresent()) {
      Labelled.requireUntold(trained.domain(), "--from and --to");
    }
    Output output = options.output(host, "edit");
    return host.under(
        progress -> {
          try (SpectralModel model = RunOptions.open(host, trained, this::check);
              Steps steps = new Steps(progress, "edit", 4)) {
            steps.next();
            Dataset data = host.koopflow().data(trained.experiment());
            direction.check(data);
            SampleSet given = given(data);
            steps.next();
            double t = given != null ? FlowTime.DATA : time == null ? MIDWAY : time;
            Batch noise = given == null ? noise(model, options.seed(trained)) : null;
            Optional<EditingDirection> along =
                direction.any() ? Optional.of(direction.find(model, data, t)) : Optional.empty();
            ModeEdit edit =
                along
                    .map(found -> found.by(direction.strength()))
                    .orElseGet(() -> modes(model, noise, given, t));
            Edited edited =
                model.apply(
                    given == null ? new SampleEdit(noise, t, edit) : new DataEdit(given, edit));
            steps.next();
            Optional<EditEffect> effect =
                along.flatMap(found -> direction.effect(model, data, t, found));
            steps.next();
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("source", given == null ? "samples" : "held-out rows");
            tree.put("time", t);
            along.ifPresent(
                found -> {
                  tree.put("direction", found.name());
                  tree.put("strength", direction.strength());
                });
            tree.putAll(edited.toMap(model.spectrum()));
            effect.ifPresent(measured -> tree.put("effect", measured));
            output.npy("before.npy", edited.before());
            output.npy("after.npy", edited.after());
            output.json("edit.json", tree);
            output.picture(
                "edit.png",
                () -> {
                  Map<String, Batch> blocks = new LinkedHashMap<>();
                  blocks.put("before", edited.before());
                  blocks.put("after", edited.after());
                  return DataRows.draw(data, blocks);
                });
            steps.end();
            tell(tree, effect);
            output.tell();
          }
        });
  }

  private void check() {
    RunOptions.atLeast(1, "-n", count);
    edits.check();
    direction.check();
    if (edits.any() == direction.any()) {
      throw new SpecificationException(
          edits.any()
              ? "edit single modes or follow a direction, not both at once"
              : "say what to edit: --remove, --scale, --rotate, --swap, --interpolate, --from and"
                  + " --to, or --direction");
    }
    if (time != null) {
      FlowTime.require(time);
      if (ofData || rows != null) {
        throw new SpecificationException("rows of data are edited at 1; --time is for samples");
      }
    }
    if (ofData && rows != null) {
      throw new SpecificationException("--data takes the first rows, --rows given ones; not both");
    }
  }

  private void check(Spectrum spectrum) {
    edits.check(spectrum);
    direction.check(spectrum);
  }

  /** A direction between classes is found without labels, and so is all that follows it. */
  private Batch noise(SpectralModel model, long seed) {
    return direction.from().isPresent() && model.model().model().domain().unlabelled()
        ? model.model().noise(count, Domain.NO_LABEL, seed)
        : model.model().noise(count, seed);
  }

  /** The rows of data to edit; null where samples are to be edited. */
  private SampleSet given(Dataset data) {
    SampleSet chosen = chosen(data);
    return chosen == null || direction.from().isEmpty() ? chosen : SampleSet.of(chosen.rows());
  }

  private SampleSet chosen(Dataset data) {
    if (rows != null) {
      return DataRows.chosen(data, rows);
    }
    if (!ofData) {
      return null;
    }
    if (direction.from().isEmpty()) {
      return DataRows.heldOut(data).first(count);
    }
    int[] labels = data.testLabels().orElseThrow();
    return DataRows.heldOut(data)
        .gather(
            IntStream.range(0, labels.length)
                .filter(row -> labels[row] == direction.from().get())
                .limit(count)
                .toArray());
  }

  private ModeEdit modes(SpectralModel model, Batch noise, SampleSet given, double t) {
    return given == null
        ? edits.edit(model.spectrum(), noise.rows(), () -> model.editor().amplitudes(noise, t))
        : edits.edit(
            model.spectrum(),
            given.rows().rows(),
            () -> model.apply(new AmplitudeAnalysis(given, FlowTime.DATA)));
  }

  private void tell(Map<String, Object> tree, Optional<EditEffect> effect) {
    TextTable table = new TextTable("mode", "energy before", "after", "found in the edited");
    for (Object each : ((List<?>) tree.get("modes")).stream().limit(12).toList()) {
      Map<?, ?> mode = (Map<?, ?>) each;
      table.line(
          mode.get("mode"),
          mode.get("energyBefore"),
          mode.get("energyAfter"),
          mode.get("energyFound"));
    }
    host.out().print(table);
    host.out()
        .println(
            tree.get("moved")
                + " of "
                + tree.get("samples")
                + " moved, by "
                + TextTable.text(tree.getOrDefault("relativeChange", Double.NaN))
                + " of their spread");
    effect.ifPresent(
        measured ->
            host.out()
                .println(
                    "taken for class "
                        + direction.to()
                        + ": "
                        + TextTable.text(measured.before())
                        + " before, "
                        + TextTable.text(measured.reached())
                        + " after; leakage to other classes "
                        + TextTable.text(measured.leakage())));
  }
}
