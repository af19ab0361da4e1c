package org.koopflow.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.model.findings.SignaturesFinding;

/** Signatures of classes as the page draws them. */
final class SignatureCharts {
  private static final int MODES = 16;

  private SignatureCharts() {}

  static Map<String, Object> of(SignaturesFinding finding) {
    List<Integer> classes = finding.classes();
    Map<String, Object> map = new LinkedHashMap<>(finding.figures());
    map.put("names", classes);
    map.put("energies", energies(finding.energies(), classes));
    map.put("distance", distances(finding.amplitudes(), classes));
    return map;
  }

  /**
   * For each class how far its mean energies of the leading modes lie from the mean of all, in
   * standard deviations within classes.
   */
  private static double[][] energies(ClassSignatures energies, List<Integer> classes) {
    int modes = Math.min(MODES, energies.mean()[0].length);
    double[][] off = new double[classes.size()][modes];
    for (int k = 0; k < modes; k++) {
      double all = 0;
      double within = 0;
      int samples = 0;
      for (int c : classes) {
        int count = energies.counts()[c];
        all += count * energies.mean()[c][k];
        within += count * energies.spread()[c][k] * energies.spread()[c][k];
        samples += count;
      }
      double deviation = Math.sqrt(within / samples);
      for (int i = 0; i < off.length; i++) {
        double distance = energies.mean()[classes.get(i)][k] - all / samples;
        off[i][k] = deviation > 0 ? Compact.number(distance / deviation) : 0;
      }
    }
    return off;
  }

  private static double[][] distances(ClassSignatures amplitudes, List<Integer> classes) {
    double[][] distance = new double[classes.size()][classes.size()];
    for (int i = 0; i < distance.length; i++) {
      for (int j = 0; j < distance.length; j++) {
        distance[i][j] = Compact.number(amplitudes.distance()[classes.get(i)][classes.get(j)]);
      }
    }
    return distance;
  }
}
