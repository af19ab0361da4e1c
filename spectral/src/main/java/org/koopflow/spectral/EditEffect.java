package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.List;

/**
 * What an edit does to samples of one class on the way to another, as a linear classifier on the
 * amplitudes sees it. It is trained on every second sample, and the edit is judged on the others.
 *
 * @param reached share of the samples that are taken for the wanted class after the edit
 * @param before share of them that were already taken for it before
 * @param leakage how much changes outside the two classes: length of the mean change of the other
 *     classes' scores relative to that of all scores; 0 for an edit that moves between the two
 *     alone
 */
public record EditEffect(double reached, double before, double leakage) {
  /**
   * Measures an edit.
   *
   * @param spectrum the spectrum
   * @param amplitudes of labelled samples; their order should not depend on their labels
   * @param labels class of each sample
   * @param from class of the samples to edit
   * @param to the class wanted
   * @param edit the change
   * @return its effect
   */
  public static EditEffect measure(
      Spectrum spectrum, ModeAmplitudes amplitudes, int[] labels, int from, int to, ModeEdit edit) {
    int classes = LinearClassifier.classes(labels, amplitudes.rows());
    double[][] rows = AmplitudeSpace.rows(spectrum, amplitudes);
    double[][] edited = AmplitudeSpace.rows(spectrum, edit.apply(amplitudes));
    LinearClassifier classifier =
        LinearClassifier.train(LinearClassifier.seen(rows), LinearClassifier.seen(labels), classes);
    List<Integer> chosen = new ArrayList<>();
    for (int i = 1; i < rows.length; i += 2) {
      if (labels[i] == from) {
        chosen.add(i);
      }
    }
    if (chosen.isEmpty() || from == to || to >= classes) {
      throw new IllegalArgumentException(
          "an edit leads from one class with samples to another, got " + from + " and " + to);
    }
    int reached = 0;
    int before = 0;
    double[] change = new double[classes];
    for (int i : chosen) {
      reached += classifier.classify(edited[i]) == to ? 1 : 0;
      before += classifier.classify(rows[i]) == to ? 1 : 0;
      double[] old = classifier.scores(rows[i]);
      double[] now = classifier.scores(edited[i]);
      for (int c = 0; c < classes; c++) {
        change[c] += (now[c] - old[c]) / chosen.size();
      }
    }
    double outside = 0;
    double all = 0;
    for (int c = 0; c < classes; c++) {
      all += change[c] * change[c];
      outside += c == from || c == to ? 0 : change[c] * change[c];
    }
    return new EditEffect(
        (double) reached / chosen.size(),
        (double) before / chosen.size(),
        all == 0 ? 0 : Math.sqrt(outside / all));
  }
}
