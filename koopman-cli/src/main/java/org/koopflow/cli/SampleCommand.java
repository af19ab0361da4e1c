package org.koopflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.cli.spectral.ClassWord;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.numerics.file.AtomicFile;
import org.koopflow.numerics.file.Npy;
import org.koopflow.numerics.host.HeapRoom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Draws samples from a trained model. */
@Command(
    name = "sample",
    description = "Draw samples from a trained model, in the coordinates of its data.",
    footer = {
      "",
      "The file holds an array of N rows, or, with --times, one such array per time.",
      "",
      "Examples:",
      "  koopflow sample runs/eight-gaussians -n 10000 --out samples.npy",
      "  koopflow sample runs/eight-gaussians -n 100 --sampler dopri5 --times 0,0.5,1 --out paths.npy"
    })
final class SampleCommand implements Callable<Integer> {
  /** Rows that pass through a model at a time, to bound the memory it takes. */
  private static final int BLOCK = 10_000;

  @ParentCommand private KoopflowCommand root;

  @Parameters(paramLabel = "<run>", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "-n",
      required = true,
      paramLabel = "N",
      description = "Number of samples, at least 1.")
  private int count;

  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      description = "Name of a sampler; that of the run's specification unless given.")
  private String sampler;

  @Option(
      names = "--exponential",
      paramLabel = "NAME",
      description = "Name of an exponential; that of the run's specification unless given.")
  private String exponential;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Name of a backend; that of the run's specification unless given.")
  private String backend;

  @Option(
      names = "--times",
      split = ",",
      paramLabel = "T",
      description = "Ascending times between 0 (noise) and 1 (data) to record states at.")
  private double[] times;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Determines the noise; that of the run's specification unless given.")
  private Long seed;

  @Option(
      names = "--class",
      paramLabel = "C",
      description = {
        "Class to sample, of a flow that is conditioned on labels, or none for all together where",
        "the run has learned that; every class as often as in the data unless given."
      })
  private String label;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "NPY file to write, a new one unless --force is given; never a file of a run's own, a link"
              + " or a device.")
  private Path out;

  @Option(names = "--force", description = "Replace the file of --out if it is there.")
  private boolean force;

  @Override
  public Integer call() {
    check();
    Koopflow koopflow = root.koopflow();
    TrainedModel read = new RunFolder(koopflow.plugins()).read(run);
    TrainedModel there = backend == null ? read : read.withBackend(backend);
    TrainedModel model =
        exponential == null ? there : there.withExponential(Selection.of(exponential));
    try (Backend opened = koopflow.openBackend(model.experiment());
        OpenModel open = koopflow.open(model, opened)) {
      Sampler chosen = sampler == null ? open.sampler() : open.sampler(Selection.of(sampler));
      double[] wanted = times == null ? new double[] {FlowTime.DATA} : times;
      requireRoom(model.domain().space().columns(), wanted.length);
      long drawn = seed == null ? model.experiment().seed() : seed;
      Batch noise =
          label == null
              ? open.noise(count, drawn)
              : open.noise(count, ClassWord.read(label), drawn);
      int evaluations = write(open, chosen, noise, wanted);
      root.out()
          .println(
              count
                  + (count == 1 ? " sample" : " samples")
                  + (times == null ? "" : " at " + times.length + " times")
                  + " in "
                  + out
                  + ", network evaluations per sample: "
                  + evaluations);
    }
    return 0;
  }

  private void check() {
    if (count < 1) {
      throw new SpecificationException("-n must be at least 1, got " + count);
    }
    if (times != null) {
      for (int i = 0; i < times.length; i++) {
        FlowTime.require(times[i]);
        if (i > 0 && !(times[i] > times[i - 1])) {
          throw new SpecificationException(
              "--times must ascend, got " + times[i] + " after " + times[i - 1]);
        }
      }
    }
    new SampleFile(out).require(force);
  }

  /** Noise and samples are held until the file is written. */
  private void requireRoom(int columns, int wanted) {
    double numbers = (double) count * columns * wanted;
    if (numbers > Integer.MAX_VALUE - 8) {
      throw new SpecificationException(
          String.format(
              Locale.ROOT,
              "-n %d samples at %d times are %.0f numbers, and at most %d can be held; ask for fewer",
              count,
              wanted,
              numbers,
              Integer.MAX_VALUE - 8));
    }
    HeapRoom.require("-n " + count + " samples", 2 * numbers, Float.BYTES);
  }

  private int write(OpenModel open, Sampler chosen, Batch noise, double[] wanted) {
    AtomicFile.makeParents(out);
    List<List<Batch>> blocks = new ArrayList<>();
    for (int k = 0; k < wanted.length; k++) {
      blocks.add(new ArrayList<>());
    }
    int evaluations = 0;
    for (int from = 0; from < count; from += BLOCK) {
      Trajectory trajectory =
          chosen.sample(noise.rows(from, Math.min(count, from + BLOCK)), wanted);
      evaluations = Math.max(evaluations, trajectory.evaluations());
      for (int k = 0; k < wanted.length; k++) {
        blocks.get(k).add(open.toData(trajectory.states().get(k)));
      }
    }
    Batch all = Batch.stack(blocks.stream().map(Batch::stack).toList());
    Npy.write(
        out,
        all,
        times == null
            ? List.of(count, all.columns())
            : List.of(wanted.length, count, all.columns()));
    return evaluations;
  }
}
