package org.koopflow.api.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a metric found of a model: figures by the keys its provider describes.
 *
 * @param teacher what is said of the teacher
 * @param student the same of the student
 * @param both what is said of both together
 * @param missing what could not be said, in a few words each, and for want of what
 */
public record Measured(
    Map<String, Object> teacher,
    Map<String, Object> student,
    Map<String, Object> both,
    Map<String, MetricNeed> missing) {
  /** Nothing. */
  public static final Measured NOTHING = new Measured(Map.of(), Map.of(), Map.of(), Map.of());

  /**
   * Copies the maps, keeping their order.
   *
   * @param teacher what is said of the teacher
   * @param student the same of the student
   * @param both what is said of both together
   * @param missing what could not be said
   */
  public Measured {
    teacher = copy(teacher);
    student = copy(student);
    both = copy(both);
    missing = copy(missing);
  }

  private static <T> Map<String, T> copy(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * One figure of both together.
   *
   * @param key its key
   * @param figure what was found
   * @return the figure alone
   */
  public static Measured of(String key, Object figure) {
    return NOTHING.and(key, figure);
  }

  /**
   * The same with a figure of the teacher.
   *
   * @param key its key
   * @param figure what was found
   * @return the longer finding
   */
  public Measured ofTeacher(String key, Object figure) {
    return new Measured(with(teacher, key, figure), student, both, missing);
  }

  /**
   * The same with a figure of the student.
   *
   * @param key its key
   * @param figure what was found
   * @return the longer finding
   */
  public Measured ofStudent(String key, Object figure) {
    return new Measured(teacher, with(student, key, figure), both, missing);
  }

  /**
   * The same with a figure of both together.
   *
   * @param key its key
   * @param figure what was found
   * @return the longer finding
   */
  public Measured and(String key, Object figure) {
    return new Measured(teacher, student, with(both, key, figure), missing);
  }

  /**
   * The same without something that could not be said.
   *
   * @param what what it would be, in a few words
   * @param need what is missing
   * @return the longer finding
   */
  public Measured without(String what, MetricNeed need) {
    return new Measured(teacher, student, both, with(missing, what, need));
  }

  private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
    Map<String, T> longer = new LinkedHashMap<>(map);
    longer.put(key, value);
    return longer;
  }
}
