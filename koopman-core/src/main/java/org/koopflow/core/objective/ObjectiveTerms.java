package org.koopflow.core.objective;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.koopflow.api.Selections;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.core.plugin.Plugins;

/**
 * The terms of an objective that a teacher can serve.
 *
 * @param terms terms by name, in the order of the sum
 */
public record ObjectiveTerms(Map<String, ObjectiveTerm> terms) {
  /**
   * Copies the map, keeping its order.
   *
   * @param terms terms by name
   */
  public ObjectiveTerms {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  /**
   * Makes the terms a specification names.
   *
   * @param plugins makes them
   * @param selections which, with their settings
   * @param context what they are made for
   * @return all of them
   */
  public static ObjectiveTerms of(
      Plugins plugins, Selections<TermProvider<?>> selections, TermContext context) {
    Map<String, ObjectiveTerm> terms = new LinkedHashMap<>();
    selections
        .chosen()
        .forEach(
            (name, selection) ->
                terms.put(name, plugins.create(TermProvider.class, selection, context)));
    return new ObjectiveTerms(terms);
  }

  /**
   * Leaves out what can be done without where the teacher does not serve it.
   *
   * @param offered what the teacher offers
   * @param teacher what to call it
   * @return the terms that are left
   * @throws SpecificationException if a term that is needed cannot be served, or no term that is
   *     left has a weight
   */
  public ObjectiveTerms servedBy(Set<Need> offered, String teacher) {
    Map<String, ObjectiveTerm> served = new LinkedHashMap<>();
    Set<String> without = new TreeSet<>();
    Set<Need> lacking = EnumSet.noneOf(Need.class);
    terms.forEach(
        (name, term) -> {
          Set<Need> missing = EnumSet.noneOf(Need.class);
          missing.addAll(term.needs());
          missing.removeAll(offered);
          if (missing.isEmpty()) {
            served.put(name, term);
          } else if (term.dispensable()) {
            without.add(name);
            lacking.addAll(missing);
          } else {
            throw new SpecificationException(
                "objective term '"
                    + name
                    + "' needs "
                    + notGiven(missing, teacher)
                    + "; leave it out by objective."
                    + name
                    + "=false");
          }
        });
    if (served.values().stream().noneMatch(term -> term.weight() > 0)) {
      throw new SpecificationException(
          (without.isEmpty() ? "no term" : "no other term")
              + " of the objective has a weight: at least one of "
              + (served.isEmpty() ? "the terms" : String.join(", ", served.keySet()))
              + " must have a positive one"
              + (without.isEmpty()
                  ? ""
                  : "; left out is what needs "
                      + notGiven(lacking, teacher)
                      + ": "
                      + String.join(", ", without)));
    }
    return new ObjectiveTerms(served);
  }

  private static String notGiven(Set<Need> missing, String teacher) {
    return missing.stream().map(Need::words).collect(Collectors.joining(" and "))
        + ", which teacher '"
        + teacher
        + "' does not give";
  }

  /** All points whose lifted states the terms ask for. */
  Set<Point> points() {
    Set<Point> points = EnumSet.noneOf(Point.class);
    terms.values().forEach(term -> points.addAll(term.points()));
    return points;
  }

  /** All the terms ask of the teacher. */
  Set<Need> needs() {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    terms.values().forEach(term -> needs.addAll(term.needs()));
    return needs;
  }
}
