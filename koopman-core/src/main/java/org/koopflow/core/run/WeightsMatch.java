package org.koopflow.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Shape;

/** Compares weights from a file with what a model needs. */
public final class WeightsMatch {
  private static final int SHOWN = 5;

  private WeightsMatch() {}

  /**
   * Checks that weights are exactly those a model needs.
   *
   * @param weights what was read
   * @param expected shape of every parameter by name
   * @param file where the weights are from, for the message
   * @throws KoopflowException in one line that names missing and unexpected parameters and wrong
   *     shapes
   */
  public static void requireMatch(Weights weights, Map<String, Shape> expected, Path file) {
    TreeSet<String> missing = new TreeSet<>(expected.keySet());
    missing.removeAll(weights.values().keySet());
    TreeSet<String> unexpected = new TreeSet<>(weights.values().keySet());
    unexpected.removeAll(expected.keySet());
    List<String> shapes = new ArrayList<>();
    expected.forEach(
        (name, shape) -> {
          Batch value = weights.values().get(name);
          if (value != null
              && (value.rows() != shape.rows() || value.columns() != shape.columns())) {
            shapes.add(
                name + " is " + value.rows() + " x " + value.columns() + " instead of " + shape);
          }
        });
    List<String> faults = new ArrayList<>();
    add(faults, "missing", missing);
    add(faults, "unexpected", unexpected);
    add(faults, "wrong shape", shapes);
    if (!faults.isEmpty()) {
      throw new KoopflowException(
          "the weights in '" + file + "' do not fit the model: " + String.join("; ", faults));
    }
  }

  private static void add(List<String> faults, String kind, java.util.Collection<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
      faults.add(kind + ": " + String.join(", ", names.stream().limit(SHOWN).toList()) + more);
    }
  }
}
