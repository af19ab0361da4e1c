package org.koopflow.core.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.testkit.Failures;

/** What a teacher cannot serve is left out or refused, by name. */
class ObjectiveTermsTest {
  private static final Set<Need> NO_VELOCITY = EnumSet.of(Need.TRAJECTORIES, Need.POINTS);
  private static final Set<Need> ALL = EnumSet.allOf(Need.class);

  private record Term(double weight, boolean dispensable, Set<Need> needs, Set<Point> points)
      implements ObjectiveTerm {
    @Override
    public Supplier<Value> over(StudentBatch batch) {
      throw new AssertionError("nothing is built when terms are chosen");
    }
  }

  private static Term pairs(double weight) {
    return new Term(weight, false, Set.of(Need.TRAJECTORIES), Set.of(Point.START));
  }

  private static Term slopes(double weight, boolean dispensable) {
    return new Term(weight, dispensable, Set.of(Need.POINTS, Need.VELOCITY), Set.of(Point.PATH));
  }

  private static ObjectiveTerms terms(Object... namesAndTerms) {
    Map<String, ObjectiveTerm> terms = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTerms.length; i += 2) {
      terms.put((String) namesAndTerms[i], (ObjectiveTerm) namesAndTerms[i + 1]);
    }
    return new ObjectiveTerms(terms);
  }

  @Test
  void whatIsServedKeepsItsOrder() {
    ObjectiveTerms all =
        terms("z", pairs(1), "m", slopes(1, true), "a", pairs(0), "b", slopes(0, false));
    assertThat(all.servedBy(ALL, "whole")).isEqualTo(all);
    assertThat(all.servedBy(ALL, "whole").terms().keySet()).containsExactly("z", "m", "a", "b");
  }

  @Test
  void whatIsDispensableIsLeftOut() {
    ObjectiveTerms all = terms("z", pairs(1), "m", slopes(1, true), "a", pairs(0));
    ObjectiveTerms served = all.servedBy(NO_VELOCITY, "recorded");
    assertThat(served.terms().keySet()).containsExactly("z", "a");
    assertThat(served.needs()).containsExactly(Need.TRAJECTORIES);
    assertThat(served.points()).containsExactly(Point.START);
    assertThat(all.needs()).containsExactlyInAnyOrder(Need.values());
    assertThat(all.points()).containsExactlyInAnyOrder(Point.START, Point.PATH);
  }

  @Test
  void whatIsNeededIsRefusedByNameNeedAndTeacher() {
    ObjectiveTerms all = terms("z", pairs(1), "slopes", slopes(1, false));
    Failures.assertRefuses(
        () -> all.servedBy(NO_VELOCITY, "recorded"),
        "objective term 'slopes' needs velocities at the points of its path",
        "teacher 'recorded'",
        "objective.slopes=false");
    // With no weight it would be reported all the same.
    Failures.assertRefuses(
        () -> terms("z", pairs(1), "slopes", slopes(0, false)).servedBy(NO_VELOCITY, "recorded"),
        "objective term 'slopes'");
  }

  @Test
  void allThatIsMissingIsSaidAtOnce() {
    Failures.assertRefuses(
        () -> terms("slopes", slopes(1, false)).servedBy(EnumSet.of(Need.TRAJECTORIES), "bare"),
        "points of its path and velocities at the points of its path");
    Failures.assertRefuses(
        () -> terms("z", pairs(1)).servedBy(Set.of(), "bare"),
        "objective term 'z' needs trajectories, which teacher 'bare' does not give");
  }

  @Test
  void withoutAnyWeightThereIsNothingToTrain() {
    Failures.assertRefuses(
        () -> terms("z", pairs(0), "a", pairs(0)).servedBy(ALL, "whole"),
        "no term of the objective has a weight",
        "z, a");
    Failures.assertRefuses(() -> terms().servedBy(ALL, "whole"), "no term of the objective");
  }

  @Test
  void withoutAnyWeightThatIsLeftItSaysWhatIsMissing() {
    ObjectiveTerms all = terms("z", pairs(0), "m", slopes(1, true));
    assertThat(all.servedBy(ALL, "whole")).isEqualTo(all);
    Failures.assertRefuses(
        () -> all.servedBy(NO_VELOCITY, "recorded"),
        "no other term of the objective has a weight: at least one of z must have a positive one",
        "left out is what needs velocities at the points of its path",
        "teacher 'recorded' does not give: m");
    Failures.assertRefuses(
        () -> terms("m", slopes(1, true)).servedBy(NO_VELOCITY, "recorded"),
        "no other term of the objective has a weight: at least one of the terms must");
  }

  @Test
  void theMapIsCopied() {
    Map<String, ObjectiveTerm> map = new LinkedHashMap<>(Map.of("z", pairs(1)));
    ObjectiveTerms terms = new ObjectiveTerms(map);
    map.clear();
    assertThat(terms.terms()).containsOnlyKeys("z");
  }
}
