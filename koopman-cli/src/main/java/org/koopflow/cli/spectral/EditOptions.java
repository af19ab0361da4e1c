package org.koopflow.cli.spectral;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.koopflow.api.SpecificationException;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.Spectrum;
import picocli.CommandLine.Option;

/** Changes of single modes, each of another one. */
final class EditOptions {
  @Option(names = "--remove", split = ",", paramLabel = "MODE", description = "Take modes out.")
  private List<Integer> removed = List.of();

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "MODE=FACTOR",
      converter = ModeChange.Reader.class,
      description = "Make modes stronger or weaker.")
  private List<ModeChange> scaled = List.of();

  @Option(
      names = "--rotate",
      split = ",",
      paramLabel = "MODE=DEGREES",
      converter = ModeChange.Reader.class,
      description = "Turn the phase of modes that turn.")
  private List<ModeChange> rotated = List.of();

  @Option(
      names = "--swap",
      split = ",",
      paramLabel = "MODE",
      description = "Exchange modes between neighbours: samples 0 and 1, 2 and 3, and so on.")
  private List<Integer> swapped = List.of();

  @Option(
      names = "--interpolate",
      split = ",",
      paramLabel = "MODE=PART",
      converter = ModeChange.Reader.class,
      description = "Move modes towards what they are in the neighbour; 1 is all the way.")
  private List<ModeChange> interpolated = List.of();

  /** Whether anything was asked for. */
  boolean any() {
    return !(removed.isEmpty()
        && scaled.isEmpty()
        && rotated.isEmpty()
        && swapped.isEmpty()
        && interpolated.isEmpty());
  }

  /** Checks what can be told without a model. */
  void check() {
    Stream.of(scaled, rotated, interpolated)
        .flatMap(List::stream)
        .filter(change -> !Double.isFinite(change.value()))
        .forEach(
            change -> {
              throw new SpecificationException(
                  "an edit needs a finite number, got " + change.mode() + "=" + change.value());
            });
    Map<Integer, String> before = new HashMap<>();
    for (Named each : named()) {
      String other = before.putIfAbsent(each.mode, each.option);
      if (other != null) {
        throw new SpecificationException(
            "mode "
                + each.mode
                + " is named twice, by "
                + (other.equals(each.option) ? other : other + " and by " + each.option)
                + "; an edit may change a mode once");
      }
    }
  }

  /** Checks that there are such modes and that they can be edited in these ways. */
  void check(Spectrum spectrum) {
    for (Named each : named()) {
      requireEditable(spectrum, each.mode, each.option);
    }
    for (ModeChange change : rotated) {
      Mode mode = spectrum.mode(change.mode());
      if (!mode.isPair()) {
        throw new SpecificationException(
            "--rotate: mode "
                + mode.index()
                + " has the real rate "
                + TextTable.text(mode.growthRate())
                + " and no phase to turn; "
                + turning(spectrum));
      }
    }
  }

  /** Refuses a mode that is not there or whose amplitude means nothing by itself. */
  static void requireEditable(Spectrum spectrum, int mode, String option) {
    try {
      // What a mode must be to be taken out, it must be for any edit.
      ModeEdit.remove(spectrum.mode(mode));
    } catch (SpecificationException | IllegalArgumentException e) {
      throw new SpecificationException(option + ": " + e.getMessage(), e);
    }
  }

  private static String turning(Spectrum spectrum) {
    List<String> pairs =
        spectrum.modes().stream()
            .filter(Mode::isPair)
            .map(mode -> String.valueOf(mode.index()))
            .toList();
    return pairs.isEmpty()
        ? "no mode of this run has one"
        : "modes that have one are " + String.join(", ", pairs);
  }

  /** A mode, and by which option it is to be changed. */
  private record Named(String option, int mode) {}

  private List<Named> named() {
    List<Named> all = new ArrayList<>();
    removed.forEach(mode -> all.add(new Named("--remove", mode)));
    scaled.forEach(change -> all.add(new Named("--scale", change.mode())));
    rotated.forEach(change -> all.add(new Named("--rotate", change.mode())));
    swapped.forEach(mode -> all.add(new Named("--swap", mode)));
    interpolated.forEach(change -> all.add(new Named("--interpolate", change.mode())));
    return all;
  }

  /**
   * The edit of a number of samples.
   *
   * @param spectrum gives the modes their numbers; these options were checked against it
   * @param rows number of samples
   * @param amplitudes of those samples before the edit, asked for where neighbours matter
   */
  ModeEdit edit(Spectrum spectrum, int rows, Supplier<ModeAmplitudes> amplitudes) {
    List<ModeEdit> edits = new ArrayList<>();
    int[] neighbours =
        IntStream.range(0, rows).map(row -> (row ^ 1) < rows ? row ^ 1 : row).toArray();
    removed.forEach(mode -> edits.add(ModeEdit.remove(spectrum.mode(mode))));
    scaled.forEach(
        change -> edits.add(ModeEdit.scale(spectrum.mode(change.mode()), change.value())));
    rotated.forEach(
        change ->
            edits.add(
                ModeEdit.rotate(spectrum.mode(change.mode()), Math.toRadians(change.value()))));
    swapped.forEach(mode -> edits.add(ModeEdit.swap(spectrum.mode(mode), neighbours)));
    interpolated.forEach(
        change ->
            edits.add(
                ModeEdit.interpolate(
                    spectrum.mode(change.mode()),
                    neighboursOf(amplitudes.get(), neighbours),
                    change.value())));
    return edits.stream().reduce(ModeEdit.NONE, ModeEdit::then);
  }

  private static ModeAmplitudes neighboursOf(ModeAmplitudes amplitudes, int[] neighbours) {
    return amplitudes.map((row, mode, value) -> amplitudes.get(neighbours[row], mode));
  }
}
