package org.koopflow.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.spectral.ClassSignatures;

/** Signatures of classes as the page draws them. */
record LabelledModes(ClassSignatures energies, ClassSignatures amplitudes) {
  private static final int MODES = 16;

  /** The classes that have samples. */
  List<Integer> classes() {
    List<Integer> classes = new ArrayList<>();
    for (int c = 0; c < energies.counts().length; c++) {
      if (energies.counts()[c] > 0) {
        classes.add(c);
      }
    }
    return classes;
  }

  /** Figures for the metrics. */
  Map<String, Object> figures(int samples) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("samples", samples);
    map.put("classes", classes().size());
    map.put("accuracyOfEnergies", energies.accuracy());
    map.put("accuracyOfAmplitudes", amplitudes.accuracy());
    map.put("chance", energies.chance());
    return map;
  }

  /**
   * Energies of the leading modes: for each class how far its mean lies from the mean of all, in
   * standard deviations within classes; and the distances between classes.
   */
  Map<String, Object> toMap() {
    List<Integer> classes = classes();
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
    double[][] distance = new double[classes.size()][classes.size()];
    for (int i = 0; i < off.length; i++) {
      for (int j = 0; j < off.length; j++) {
        distance[i][j] = Compact.number(amplitudes.distance()[classes.get(i)][classes.get(j)]);
      }
    }
    return Compact.tree("names", classes, "energies", off, "distance", distance);
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
