package org.koopflow.spectral.model.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.spectral.ClassSignatures;

/**
 * What tells classes of the held-out data apart.
 *
 * @param samples number of labelled rows
 * @param energies signatures of mode energies
 * @param amplitudes signatures of mode amplitudes
 */
public record SignaturesFinding(int samples, ClassSignatures energies, ClassSignatures amplitudes)
    implements Finding {
  /**
   * The classes that have samples.
   *
   * @return their labels, ascending
   */
  public List<Integer> classes() {
    List<Integer> classes = new ArrayList<>();
    for (int c = 0; c < energies.counts().length; c++) {
      if (energies.counts()[c] > 0) {
        classes.add(c);
      }
    }
    return classes;
  }

  @Override
  public Map<String, Object> metrics() {
    return Map.of("signatures", figures());
  }

  /**
   * The figures that are no tables.
   *
   * @return figures by name, in a fixed order
   */
  public Map<String, Object> figures() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("samples", samples);
    map.put("classes", classes().size());
    map.put("accuracyOfEnergies", energies.accuracy());
    map.put("accuracyOfAmplitudes", amplitudes.accuracy());
    map.put("chance", energies.chance());
    return map;
  }

  /** The two classes whose amplitudes differ least, then the two that differ most. */
  List<int[]> pairs() {
    List<Integer> classes = classes();
    int[] near = {classes.get(0), classes.get(1)};
    int[] far = near;
    for (int a : classes) {
      for (int b : classes) {
        if (a < b) {
          near = between(a, b) < between(near[0], near[1]) ? new int[] {a, b} : near;
          far = between(a, b) > between(far[0], far[1]) ? new int[] {a, b} : far;
        }
      }
    }
    return near == far ? List.of(near) : List.of(near, far);
  }

  private double between(int a, int b) {
    return amplitudes.distance()[a][b];
  }
}
