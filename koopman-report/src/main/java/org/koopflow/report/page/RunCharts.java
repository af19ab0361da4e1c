package org.koopflow.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.core.RunResult;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.run.LossTable;
import org.koopflow.report.picture.LossCurve;
import org.koopflow.report.text.Words;
import org.koopflow.spectral.model.findings.RowBudget;

/** What the page draws of a run itself: samples, trajectories and losses. */
final class RunCharts {
  private static final int POINTS = 2000;
  private static final RowBudget PICTURES = new RowBudget(36, 0);
  private static final int TRAJECTORIES = 48;

  private RunCharts() {}

  /** The trees the page reads, by name of the section; a section without figures is left out. */
  static Map<String, Object> of(RunResult result, View view) {
    Map<String, Object> charts = new LinkedHashMap<>();
    charts.put("view", view.toMap());
    result
        .showing()
        .ifPresent(
            showing -> {
              charts.put("samples", samples(result.data(), showing, view));
              charts.put("trajectories", trajectories(showing, view));
            });
    if (!result.losses().isEmpty()) {
      charts.put("losses", losses(result.losses()));
    }
    return charts;
  }

  private static List<Map<String, Object>> samples(
      Dataset data, RunResult.Showing showing, View view) {
    int pictures = PICTURES.rows(data);
    List<Map<String, Object>> clouds = new ArrayList<>();
    clouds.add(cloud("data", data.test(), view, pictures));
    if (showing.teacherSamples().rows() > 0) {
      clouds.add(cloud("teacher", showing.teacherSamples(), view, pictures));
    }
    clouds.add(cloud("student", showing.samples(), view, pictures));
    return clouds;
  }

  private static Map<String, Object> cloud(String name, Batch rows, View view, int pictures) {
    Map<String, Object> cloud = new LinkedHashMap<>();
    cloud.put("name", name);
    cloud.putAll(view.points(View.first(rows, POINTS)));
    if (view.kind() == View.Kind.IMAGES) {
      cloud.putAll(view.rows(View.first(rows, pictures)));
    }
    return cloud;
  }

  private static Map<String, Object> trajectories(RunResult.Showing showing, View view) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("times", Compact.numbers(showing.teacher().times()));
    map.put("teacher", paths(showing.teacher(), view));
    map.put("student", paths(showing.student(), view));
    return map;
  }

  /** One entry for each time. */
  private static List<Map<String, Object>> paths(Trajectory trajectory, View view) {
    return trajectory.states().stream()
        .map(states -> view.points(View.first(states, TRAJECTORIES)))
        .toList();
  }

  private static List<Map<String, Object>> losses(List<LossRow> rows) {
    Map<String, List<LossRow>> stages = new LinkedHashMap<>();
    rows.forEach(row -> stages.computeIfAbsent(row.stage(), stage -> new ArrayList<>()).add(row));
    List<Map<String, Object>> all = new ArrayList<>();
    stages.forEach(
        (stage, own) -> {
          List<Map<String, Object>> curves = new ArrayList<>();
          for (String term : new LossTable(own).terms()) {
            LossCurve curve = LossCurve.of(own, term);
            curves.add(
                Compact.tree(
                    "name", Words.of(term),
                    "steps", Compact.numbers(curve.steps()),
                    "losses", Compact.numbers(curve.losses())));
          }
          all.add(Compact.tree("stage", stage, "curves", curves));
        });
    return all;
  }
}
