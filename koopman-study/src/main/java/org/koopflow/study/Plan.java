package org.koopflow.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.study.Trial;
import org.koopflow.core.Koopflow;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.core.spec.ExperimentWriter;

/**
 * What a study is made of: its trials, one for every combination of some settings.
 *
 * @param axes the settings that are varied
 * @param cases the combinations, in the order of the table
 */
public record Plan(List<Axis> axes, List<Case> cases) {
  /** More would not end in a lifetime, and a slip of the hand makes them easily. */
  private static final int MOST = 10_000;

  /**
   * One combination.
   *
   * @param trial the run it takes
   * @param values one value of each axis
   */
  public record Case(Trial trial, List<String> values) {
    /**
     * Copies the list.
     *
     * @param trial the run it takes
     * @param values one value of each axis
     */
    public Case {
      values = List.copyOf(values);
    }
  }

  /**
   * Copies the lists.
   *
   * @param axes the settings that are varied
   * @param cases the combinations
   */
  public Plan {
    axes = List.copyOf(axes);
    cases = List.copyOf(cases);
  }

  /**
   * Plans every combination, the last axis varying fastest. Trials are named by their number in
   * this order: {@code 001} and so on.
   *
   * @param koopflow knows the plug-ins
   * @param source name of a preset or path of a file, as {@link ExperimentReader#read} takes it
   * @param changes what is changed in all of them, each {@code path.to.key=value}
   * @param axes the settings that are varied
   * @return the plan
   * @throws SpecificationException if a setting is varied twice, or any combination cannot be run,
   *     as far as this can be said without backend and data
   */
  public static Plan of(Koopflow koopflow, String source, List<String> changes, List<Axis> axes) {
    requireDifferent(axes, changes);
    requireFew(axes);
    ExperimentReader reader = new ExperimentReader(koopflow.plugins());
    ExperimentWriter writer = new ExperimentWriter(koopflow.plugins());
    List<Case> cases = new ArrayList<>();
    Map<String, List<String>> known = new HashMap<>();
    for (List<String> values : Axis.product(axes)) {
      List<String> all = new ArrayList<>(changes);
      all.addAll(settings(axes, values));
      Experiment experiment = reader.read(source, all.toArray(String[]::new));
      koopflow.check(experiment);
      String name = String.format("%03d", cases.size() + 1);
      String specification = writer.yaml(experiment);
      List<String> same = known.putIfAbsent(specification, values);
      if (same != null) {
        throw new SpecificationException(
            "--vary "
                + String.join(", ", settings(axes, values))
                + " is the same run as "
                + String.join(", ", settings(axes, same))
                + ": a key is varied under two names, or a value written in two ways");
      }
      cases.add(new Case(new Trial(name, specification), values));
    }
    return new Plan(axes, cases);
  }

  private static void requireFew(List<Axis> axes) {
    double combinations = 1;
    for (Axis axis : axes) {
      combinations *= axis.values().size();
    }
    if (combinations > MOST) {
      throw new SpecificationException(
          String.format(
              Locale.ROOT,
              "--vary asks for %.0f combinations, and at most %d are run",
              combinations,
              MOST));
    }
  }

  private static void requireDifferent(List<Axis> axes, List<String> changes) {
    for (String change : changes) {
      String key = change.substring(0, Math.max(0, change.indexOf('='))).strip();
      if (axes.stream().anyMatch(axis -> axis.key().equals(key))) {
        throw new SpecificationException(
            "--set " + change + ": " + key + " is varied by --vary, which would replace it");
      }
    }
    Map<String, Axis> byKey = new HashMap<>();
    for (Axis axis : axes) {
      Axis other = byKey.put(axis.key(), axis);
      if (other != null) {
        throw new SpecificationException(
            "--vary "
                + axis
                + ": "
                + axis.key()
                + " is varied already, by --vary "
                + other
                + "; give all its values at once");
      }
    }
  }

  private static List<String> settings(List<Axis> axes, List<String> values) {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      settings.add(axes.get(i).key() + "=" + values.get(i));
    }
    return settings;
  }

  /**
   * The trials.
   *
   * @return one for each case, in the same order
   */
  public List<Trial> trials() {
    return cases.stream().map(Case::trial).toList();
  }

  /**
   * Where a trial stands in the plan.
   *
   * @param trial one of its trials
   * @return its place, from 0
   * @throws IllegalArgumentException if it is of another plan
   */
  public int indexOf(Trial trial) {
    int index = trials().indexOf(trial);
    if (index < 0) {
      throw new IllegalArgumentException("trial " + trial.name() + " is not of this plan");
    }
    return index;
  }

  /**
   * What is particular to a trial.
   *
   * @param trial one of its trials
   * @return such as {@code teacher.coupling=ot, seed=1}
   * @throws IllegalArgumentException if it is of another plan
   */
  public String describe(Trial trial) {
    return String.join(", ", settings(axes, cases.get(indexOf(trial)).values()));
  }
}
