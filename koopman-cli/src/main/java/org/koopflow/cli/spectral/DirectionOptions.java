package org.koopflow.cli.spectral;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.koopflow.api.FlowTime;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.spectral.EditEffect;
import org.koopflow.spectral.EditingDirection;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AmplitudeAnalysis;
import picocli.CommandLine.Option;

/** A direction to move samples along, found from labels or from what varies most. */
final class DirectionOptions {
  /** Rows a direction is found from, and as many to measure what it does. */
  private static final int ROWS = 5000;

  @Option(
      names = "--from",
      paramLabel = "CLASS",
      description = "Move from the mean of this class of the training data ...")
  private Integer from;

  @Option(names = "--to", paramLabel = "CLASS", description = "... to that of this one.")
  private Integer to;

  @Option(
      names = "--direction",
      paramLabel = "K",
      description = "Move along the K-th direction in which samples vary most, from 1.")
  private Integer component;

  @Option(
      names = "--strength",
      paramLabel = "S",
      description =
          "How far to move: 1 is from class to class, or a standard deviation (1 unless given).")
  private Double strength;

  boolean any() {
    return from != null || to != null || component != null;
  }

  /** Class the samples to edit are of, if that was said. */
  Optional<Integer> from() {
    return Optional.ofNullable(from);
  }

  int to() {
    return to;
  }

  double strength() {
    return strength == null ? 1 : strength;
  }

  /** Checks what can be told without a model. */
  void check() {
    if ((from == null) != (to == null)) {
      throw new SpecificationException(
          "--from and --to go together: a class to leave and one to reach");
    }
    if (from != null && component != null) {
      throw new SpecificationException("--from and --to exclude --direction");
    }
    if (from != null && from.equals(to)) {
      throw new SpecificationException(
          "--from and --to must be two classes, got " + from + " twice");
    }
    if (strength != null && !(any() && Double.isFinite(strength))) {
      throw new SpecificationException(
          any()
              ? "--strength must be finite, got " + strength
              : "--strength says how far to move along --from and --to, or --direction");
    }
  }

  /** Checks that amplitudes have as many directions, and that all of them can be moved. */
  void check(Spectrum spectrum) {
    if (any()) {
      String option = component == null ? "--from and --to" : "--direction";
      spectrum.modes().forEach(mode -> EditOptions.requireEditable(spectrum, mode.index(), option));
    }
    if (component != null) {
      int all = spectrum.modes().stream().mapToInt(Mode::dimension).sum();
      RunOptions.within(all, "--direction", component);
    }
  }

  /** Checks the classes against the data, before anything is measured on them. */
  void check(Dataset data) {
    if (from != null) {
      for (Labelled part : new Labelled[] {training(data), heldOut(data)}) {
        for (int wanted : new int[] {from, to}) {
          if (Arrays.stream(part.labels()).noneMatch(label -> label == wanted)) {
            throw new SpecificationException(
                "no row has the label "
                    + wanted
                    + "; there are "
                    + Arrays.stream(part.labels())
                        .distinct()
                        .sorted()
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", ")));
          }
        }
      }
    }
  }

  private static Labelled training(Dataset data) {
    return Labelled.training(data, ROWS);
  }

  private static Labelled heldOut(Dataset data) {
    return Labelled.heldOut(data, ROWS);
  }

  /** Finds the direction for amplitudes at a time. */
  EditingDirection find(SpectralModel model, Dataset data, double t) {
    if (from != null) {
      Labelled rows = training(data);
      return EditingDirection.between(
          model.spectrum(),
          model.apply(new AmplitudeAnalysis(SampleSet.of(rows.rows()), t)),
          rows.labels(),
          from,
          to);
    }
    ModeAmplitudes samples =
        t == FlowTime.DATA
            ? model.apply(
                new AmplitudeAnalysis(
                    new SampleSet(data.train(), data.trainLabels()).first(ROWS), t))
            : model
                .editor()
                .amplitudes(
                    model
                        .model()
                        .noise(ModeOrder.SAMPLES, model.model().model().experiment().seed()),
                    t);
    try {
      return EditingDirection.ofVariance(model.spectrum(), samples, component).get(component - 1);
    } catch (IllegalArgumentException e) {
      throw new SpecificationException("--direction: " + e.getMessage(), e);
    }
  }

  /** What following it does to held-out rows of the class to leave. */
  Optional<EditEffect> effect(
      SpectralModel model, Dataset data, double t, EditingDirection direction) {
    if (from == null) {
      return Optional.empty();
    }
    Labelled rows = heldOut(data);
    return Optional.of(
        EditEffect.measure(
            model.spectrum(),
            model.apply(new AmplitudeAnalysis(SampleSet.of(rows.rows()), t)),
            rows.labels(),
            from,
            to,
            direction.by(strength())));
  }
}
