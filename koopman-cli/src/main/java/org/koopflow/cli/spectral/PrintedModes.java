package org.koopflow.cli.spectral;

import org.koopflow.spectral.Spectrum;
import picocli.CommandLine.Option;

/** How many modes a command prints. */
final class PrintedModes {
  private static final int USUAL = 12;

  @Option(
      names = "--modes",
      paramLabel = "N",
      description =
          "Number of modes to print, at most as many as there are ("
              + USUAL
              + " or all unless given).")
  private Integer given;

  /** Checks what can be told without a model. */
  void check() {
    if (given != null) {
      RunOptions.atLeast(1, "--modes", given);
    }
  }

  /** Checks that there are as many modes. */
  void check(Spectrum spectrum) {
    if (given != null) {
      RunOptions.within(spectrum.modes().size(), "--modes", given);
    }
  }

  /** How many to print, of however many there are. */
  int most() {
    return given == null ? USUAL : given;
  }
}
