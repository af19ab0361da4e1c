package org.koopflow.api.export;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a model in a format of its own. */
public interface Exporter {
  /**
   * Writes the model. The same model gives the same bytes, every time.
   *
   * @param out receives the bytes; stays open
   * @throws IOException if they cannot be written
   * @throws org.koopflow.api.KoopflowException if the format cannot say something the model has
   */
  void write(OutputStream out) throws IOException;
}
