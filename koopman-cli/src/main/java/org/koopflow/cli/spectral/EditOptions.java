package org.koopflow.cli.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.koopflow.api.SpecificationException;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.Spectrum;
import picocli.CommandLine.Option;

/** Changes of single modes, made in the order they are listed here. */
final class EditOptions {
  @Option(names = "--remove", split = ",", paramLabel = "MODE", description = "Take modes out.")
  private List<Integer> removed = List.of();

  @Option(
      names = "--scale",
      split = ",",
      paramLabel = "MODE=FACTOR",
      description = "Make modes stronger or weaker.")
  private Map<Integer, Double> scaled = Map.of();

  @Option(
      names = "--rotate",
      split = ",",
      paramLabel = "MODE=DEGREES",
      description = "Turn the phase of modes that turn.")
  private Map<Integer, Double> rotated = Map.of();

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
      description = "Move modes towards what they are in the neighbour; 1 is all the way.")
  private Map<Integer, Double> interpolated = Map.of();

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
    List.of(scaled, rotated, interpolated)
        .forEach(
            given ->
                given.forEach(
                    (mode, value) -> {
                      if (!Double.isFinite(value)) {
                        throw new SpecificationException(
                            "an edit needs a finite number, got " + mode + "=" + value);
                      }
                    }));
  }

  /**
   * The edit of a number of samples.
   *
   * @param spectrum gives the modes their numbers
   * @param rows number of samples
   * @param amplitudes of those samples before the edit, asked for where neighbours matter
   */
  ModeEdit edit(Spectrum spectrum, int rows, Supplier<ModeAmplitudes> amplitudes) {
    List<ModeEdit> edits = new ArrayList<>();
    int[] neighbours =
        IntStream.range(0, rows).map(row -> (row ^ 1) < rows ? row ^ 1 : row).toArray();
    removed.forEach(mode -> edits.add(trusted(() -> ModeEdit.remove(spectrum.mode(mode)))));
    each(scaled, spectrum, edits, mode -> factor -> ModeEdit.scale(mode, factor));
    each(
        rotated,
        spectrum,
        edits,
        mode -> degrees -> ModeEdit.rotate(mode, Math.toRadians(degrees)));
    swapped.forEach(
        mode -> edits.add(trusted(() -> ModeEdit.swap(spectrum.mode(mode), neighbours))));
    each(
        interpolated,
        spectrum,
        edits,
        mode ->
            part -> ModeEdit.interpolate(mode, neighboursOf(amplitudes.get(), neighbours), part));
    return edits.stream().reduce(ModeEdit.NONE, ModeEdit::then);
  }

  private static ModeAmplitudes neighboursOf(ModeAmplitudes amplitudes, int[] neighbours) {
    return amplitudes.map((row, mode, value) -> amplitudes.get(neighbours[row], mode));
  }

  private static void each(
      Map<Integer, Double> given,
      Spectrum spectrum,
      List<ModeEdit> edits,
      java.util.function.Function<Mode, DoubleFunction<ModeEdit>> kind) {
    given.forEach(
        (mode, value) -> edits.add(trusted(() -> kind.apply(spectrum.mode(mode)).apply(value))));
  }

  /** A mode that cannot be edited in this way is the user's to hear of. */
  private static ModeEdit trusted(Supplier<ModeEdit> edit) {
    try {
      return edit.get();
    } catch (IllegalArgumentException e) {
      throw new SpecificationException(e.getMessage(), e);
    }
  }
}
