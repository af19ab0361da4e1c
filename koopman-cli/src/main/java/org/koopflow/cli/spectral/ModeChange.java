package org.koopflow.cli.spectral;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number given for a mode, {@code MODE=NUMBER} on the command line. A list of these keeps what a
 * map would lose: that a mode was named twice.
 *
 * @param mode number of the mode
 * @param value the number
 */
record ModeChange(int mode, double value) {
  /** Reads one. */
  static final class Reader implements ITypeConverter<ModeChange> {
    /** Made by the command line alone. */
    Reader() {}

    @Override
    public ModeChange convert(String text) {
      String[] parts = text.split("=", 2);
      try {
        if (parts.length == 2) {
          return new ModeChange(
              Integer.parseInt(parts[0].strip()), Double.parseDouble(parts[1].strip()));
        }
      } catch (NumberFormatException e) {
        // Told below, as what has no '=' is.
      }
      throw new TypeConversionException(
          "'" + text + "' is not the number of a mode, '=' and a number, such as 0=1.5");
    }
  }
}
