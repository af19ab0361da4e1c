package org.koopflow.spectral.model.findings;

import java.util.List;
import org.koopflow.spectral.Contributions;

/**
 * Energies of the leading modes along the teacher's trajectories.
 *
 * @param curves one for each mode, in the order of the spectrum, all at the same times
 */
public record EnergiesFinding(List<Contributions.EnergyCurve> curves) implements Finding {
  /**
   * Copies the list.
   *
   * @param curves one for each mode
   */
  public EnergiesFinding {
    curves = List.copyOf(curves);
  }
}
