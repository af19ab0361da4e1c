package org.koopflow.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Outcome.Ending;
import org.koopflow.api.study.Trial;

/**
 * What the trials of a study gave so far, in the order of its plan, whatever the order they ended
 * in.
 *
 * @param plan the plan
 * @param rows the trials that have ended
 */
public record Results(Plan plan, List<Row> rows) {
  /**
   * A trial that has ended.
   *
   * @param values its values of the settings that are varied
   * @param outcome what became of it
   */
  public record Row(List<String> values, Outcome outcome) {}

  /**
   * Copies the list.
   *
   * @param plan the plan
   * @param rows the trials that have ended
   */
  public Results {
    rows = List.copyOf(rows);
  }

  /**
   * Before anything has ended.
   *
   * @param plan the plan
   * @return no rows
   */
  public static Results none(Plan plan) {
    return new Results(plan, List.of());
  }

  /**
   * Adds what became of a trial.
   *
   * @param outcome of a trial of the plan that has none yet
   * @return one row more
   * @throws IllegalArgumentException if the trial is of another plan or has ended before
   */
  public Results with(Outcome outcome) {
    Map<Trial, Outcome> known = new HashMap<>();
    rows.forEach(row -> known.put(row.outcome().trial(), row.outcome()));
    plan.indexOf(outcome.trial());
    if (known.put(outcome.trial(), outcome) != null) {
      throw new IllegalArgumentException("trial " + outcome.trial().name() + " has ended twice");
    }
    return new Results(
        plan,
        plan.cases().stream()
            .filter(each -> known.containsKey(each.trial()))
            .map(each -> new Row(each.values(), known.get(each.trial())))
            .toList());
  }

  /**
   * Whether any trial failed.
   *
   * @return false if all that have ended are complete or were stopped
   */
  public boolean anyFailed() {
    return rows.stream().anyMatch(row -> row.outcome().ending() == Ending.FAILED);
  }
}
