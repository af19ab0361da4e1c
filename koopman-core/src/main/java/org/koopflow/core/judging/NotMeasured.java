package org.koopflow.core.judging;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.koopflow.api.metric.MetricNeed;

/** What was not measured and why, told in one line. */
final class NotMeasured {
  private final Map<MetricNeed, List<String>> missing = new EnumMap<>(MetricNeed.class);
  private final List<String> failures = new ArrayList<>();

  /** A metric that failed at work. */
  void failed(String metric, String reason) {
    failures.add(metric + ": " + reason);
  }

  void add(String what, MetricNeed need) {
    missing.computeIfAbsent(need, n -> new ArrayList<>()).add(what);
  }

  boolean isEmpty() {
    return missing.isEmpty() && failures.isEmpty();
  }

  /** Such as {@code euler, speed-up: the teacher is recorded and has no velocity field}. */
  @Override
  public String toString() {
    return Stream.concat(
            missing.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey().lacking()),
            failures.stream())
        .collect(Collectors.joining("; "));
  }
}
