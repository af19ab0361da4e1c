package org.koopflow.cli.spectral;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.space.Space;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.RoundTripAnalysis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Takes data back to noise. */
@Command(
    name = "invert",
    description = "Take data back to the noise they come from, and forth again.",
    footer = {
      "",
      "Rows are the first held-out ones of the run, with their classes where it is conditioned on"
          + " labels, or those of --file, all of the class of --class. noise.npy and"
          + " noise-corrected.npy hold the noise alone, without a condition, in the coordinates of"
          + " the flow; all else is in those of the data.",
      "The column 'noise from the solver's' tells how far the noise found lies from the noise that"
          + " the solver finds by integrating the teacher backward from the same rows, relative to"
          + " the latter.",
      "",
      "Examples:",
      "  koopflow invert runs/eight-gaussians",
      "  koopflow invert runs/eight-gaussians --file mine.npy --out inverted",
      "  koopflow invert runs/classes --file threes.npy --class 3"
    })
public final class InvertCommand implements Callable<Integer> {
  @ParentCommand private CommandHost host;

  @Mixin private RunOptions options;

  @Option(
      names = "-n",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Number of held-out rows (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "NPY file of rows to invert instead, as the data have them.")
  private Path file;

  @Option(
      names = "--class",
      paramLabel = "C",
      description = {
        "Class of all rows of --file, for a flow that is conditioned on labels, or none where the",
        "run has learned rows without a label; there none unless given, elsewhere it is needed."
      })
  private String label;

  /** Made by the command line alone. */
  InvertCommand() {}

  @Override
  public Integer call() {
    RunOptions.atLeast(1, "-n", count);
    TrainedModel trained = options.read(host);
    requireClass(trained.domain());
    Output output = options.output(host, "invert");
    Space space = trained.domain().space();
    Batch given = file == null ? null : DataRows.read(file, trained.transform().dataDimension());
    return host.under(
        progress -> {
          try (Steps steps = new Steps(progress, "inversion", 3)) {
            Dataset data = host.koopflow().data(trained.experiment());
            SampleSet read = given == null ? DataRows.heldOut(data).first(count) : ofClass(given);
            Batch rows = read.rows();
            steps.next();
            try (SpectralModel model =
                SpectralModel.open(host.koopflow(), trained, ModeOrder.GROWTH)) {
              Batch x = model.toFlow(read);
              Inversion.RoundTrip trip = model.apply(new RoundTripAnalysis(x));
              steps.next();
              Batch noise = model.inversion().toNoise(x);
              Batch corrected = model.inversion().toNoise(x, Inversion.CORRECTIONS);
              Batch again = forth(model, noise);
              Batch better = forth(model, corrected);
              steps.next();
              output.npy("data.npy", rows);
              output.npy("noise.npy", space.state(noise));
              output.npy("noise-corrected.npy", space.state(corrected));
              output.npy("again.npy", again);
              output.npy("again-corrected.npy", better);
              output.json("invert.json", tree(rows, trip));
              output.picture(
                  "invert.png",
                  () -> {
                    Map<String, Batch> blocks = new LinkedHashMap<>();
                    blocks.put("data", rows);
                    if (data.image().isEmpty() && space.dimension() == rows.columns()) {
                      blocks.put("noise", space.state(noise));
                    }
                    blocks.put("and back", again);
                    blocks.put("back, corrected", better);
                    return DataRows.draw(data, blocks);
                  });
              steps.end();
              host.out().print(table(trip));
              if (trip.solved().isEmpty()) {
                host.out()
                    .println(
                        "the solver is left out: the teacher has no velocity field, only recorded"
                            + " trajectories");
              }
              output.tell();
            }
          }
        });
  }

  /** Refuses a class that the run does not know, or that it needs and was not told. */
  private void requireClass(Domain domain) {
    if (label != null) {
      if (file == null) {
        throw new SpecificationException(
            "--class says what the rows of --file are; held-out rows have classes of their own");
      }
      domain.condition(new int[] {ClassWord.read(label)});
    } else if (file != null && domain.classes() > 0 && !domain.unlabelled()) {
      throw new SpecificationException(
          "this flow is conditioned on classes and knows no rows without one: say with --class"
              + " which class the rows of --file are of, 0 to "
              + (domain.classes() - 1));
    }
  }

  private SampleSet ofClass(Batch rows) {
    return label == null
        ? SampleSet.of(rows)
        : new SampleSet(
            rows,
            Optional.of(
                IntStream.generate(() -> ClassWord.read(label)).limit(rows.rows()).toArray()));
  }

  private static Batch forth(SpectralModel model, Batch noise) {
    return model.model().toData(model.flow().transport(noise, FlowTime.NOISE, FlowTime.DATA));
  }

  private Map<String, Object> tree(Batch rows, Inversion.RoundTrip trip) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("source", file == null ? "held-out data" : file.getFileName().toString());
    if (label != null) {
      tree.put("class", label);
    }
    tree.put("rows", rows.rows());
    tree.put("relativeError", trip.relativeError());
    tree.put("corrections", Inversion.CORRECTIONS);
    tree.put("correctedError", trip.correctedError());
    trip.solved()
        .ifPresent(
            solved -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("error", solved.error());
              map.put("noiseDistance", solved.noiseDistance());
              map.put("correctedNoiseDistance", solved.correctedNoiseDistance());
              map.put("evaluations", solved.evaluations());
              tree.put("solver", map);
            });
    return tree;
  }

  private static TextTable table(Inversion.RoundTrip trip) {
    TextTable table =
        new TextTable(
                "to noise and back",
                "relative error",
                "noise from the solver's",
                "evaluations to noise")
            .line(
                "linear flow",
                trip.relativeError(),
                distance(trip, Inversion.Solved::noiseDistance),
                1)
            .line(
                "with " + Inversion.CORRECTIONS + " corrections",
                trip.correctedError(),
                distance(trip, Inversion.Solved::correctedNoiseDistance),
                1 + 2 * Inversion.CORRECTIONS);
    trip.solved()
        .ifPresent(
            solved ->
                table.line("solver of the teacher", solved.error(), "-", solved.evaluations()));
    return table;
  }

  private static OptionalDouble distance(
      Inversion.RoundTrip trip, ToDoubleFunction<Inversion.Solved> measure) {
    return trip.solved().stream().mapToDouble(measure).findFirst();
  }
}
