package org.koopflow.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.core.spec.Condition;
import org.koopflow.core.spec.Experiment;

/**
 * What flows: rows of a space, and how often each class is drawn where they are conditioned on one.
 * The condition of a class is its unit vector; "no label" is the last class, where there is one.
 *
 * @param space the rows, in the coordinates of the flow
 * @param shares how often each class is drawn, {@link Space#conditions} numbers of sum 1
 * @param unlabelled whether the last class is "no label"
 */
public record Domain(Space space, List<Double> shares, boolean unlabelled) {
  /** Classes at most, since each is a coordinate of every state. */
  private static final int MOST = 10_000;

  /** The label of a row that has none. */
  public static final int NO_LABEL = -1;

  /**
   * Checks that the parts fit one another.
   *
   * @param space the rows
   * @param shares how often each class is drawn
   * @param unlabelled whether the last class is "no label"
   */
  public Domain {
    shares = List.copyOf(shares);
    if (shares.size() != space.conditions()) {
      throw new IllegalArgumentException(
          space + " have " + space.conditions() + " classes, got shares of " + shares.size());
    }
    if (unlabelled && shares.size() < 2) {
      throw new IllegalArgumentException(
          "beside \"no label\" there is at least one class, got shares of " + shares.size());
    }
  }

  /**
   * Rows without a condition.
   *
   * @param space the rows, without a condition
   * @return the domain
   */
  public static Domain of(Space space) {
    return new Domain(space, List.of(), false);
  }

  /**
   * What an experiment's flow runs in.
   *
   * @param experiment says what it is conditioned on
   * @param data the data
   * @param transform from data to the coordinates of the flow
   * @return the domain
   * @throws SpecificationException if labels are wanted and the data have none
   */
  public static Domain of(Experiment experiment, Dataset data, Transform transform) {
    Space space = transform.space(data.space());
    if (experiment.condition() == Condition.NONE) {
      return of(space);
    }
    int[] labels =
        data.trainLabels()
            .filter(known -> data.testLabels().isPresent())
            .orElseThrow(
                () ->
                    new SpecificationException(
                        "condition labels needs data with labels, and source '"
                            + experiment.data().source().type()
                            + "' gives none"));
    int classes =
        Math.max(
                IntStream.of(labels).max().orElse(0),
                IntStream.of(data.testLabels().orElseThrow()).max().orElse(0))
            + 1;
    if (classes > MOST) {
      throw new SpecificationException(
          "condition labels takes classes numbered 0 to "
              + (MOST - 1)
              + ", one coordinate for each, and the data have a label "
              + (classes - 1));
    }
    double[] counts = new double[classes];
    for (int label : labels) {
      counts[label]++;
    }
    for (int label : data.testLabels().orElseThrow()) {
      if (counts[label] == 0) {
        throw new SpecificationException(
            "condition labels: rows held back have the label "
                + label
                + ", and none to learn from has it");
      }
    }
    double missing = experiment.data().unlabelled();
    List<Double> shares = new ArrayList<>();
    for (double count : counts) {
      shares.add((1 - missing) * count / labels.length);
    }
    if (missing > 0) {
      shares.add(missing);
    }
    return new Domain(space.withConditions(shares.size()), shares, missing > 0);
  }

  /**
   * Number of classes, without "no label".
   *
   * @return 0 without a condition
   */
  public int classes() {
    return shares.size() - (unlabelled ? 1 : 0);
  }

  /**
   * Training rows for a teacher.
   *
   * @param rows whole rows, with their classes
   * @return those, of which the wanted share is drawn without its label
   */
  public TrainingRows training(Batch rows) {
    return new TrainingRows(space, rows, unlabelled ? shares.get(shares.size() - 1) : 0);
  }

  /**
   * Whole rows of states and their classes.
   *
   * @param x states in the coordinates of the flow
   * @param labels their classes, {@link #NO_LABEL} for none; read only under a condition, and empty
   *     is none for all
   * @return {@code [x, c]}
   * @throws SpecificationException if there is no such class
   */
  public Batch rows(Batch x, Optional<int[]> labels) {
    if (space.conditions() == 0) {
      return space.join(x, Optional.empty());
    }
    if (labels.isEmpty() && !unlabelled) {
      throw new SpecificationException(
          "this flow is conditioned on classes, and rows of unknown class are no rows of it;"
              + " data.unlabelled teaches it rows without a label too");
    }
    int[] classes =
        labels.orElseGet(() -> IntStream.generate(() -> NO_LABEL).limit(x.rows()).toArray());
    return space.join(x, Optional.of(condition(classes).to(x.precision())));
  }

  /**
   * Conditions of classes.
   *
   * @param labels classes, {@link #NO_LABEL} for none
   * @return unit vectors, rows x {@link Space#conditions}
   * @throws SpecificationException if there is no such class
   */
  public Batch condition(int[] labels) {
    int k = space.conditions();
    float[] units = new float[labels.length * k];
    for (int i = 0; i < labels.length; i++) {
      units[i * k + index(labels[i])] = 1;
    }
    return Batch.of(labels.length, k, units);
  }

  private int index(int label) {
    if (label == NO_LABEL && unlabelled) {
      return shares.size() - 1;
    }
    if (label < 0 || label >= classes() || shares.get(label) == 0) {
      throw new SpecificationException(
          classes() == 0
              ? "this model has no condition, so no class can be asked for"
              : "classes are "
                  + known()
                  + (unlabelled ? ", or none for all together" : "")
                  + ", got "
                  + (label == NO_LABEL ? "none" : label));
    }
    return label;
  }

  private String known() {
    return shares.stream().limit(classes()).allMatch(share -> share > 0)
        ? "numbered 0 to " + (classes() - 1)
        : IntStream.range(0, classes())
            .filter(label -> shares.get(label) > 0)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
  }

  /**
   * Draws conditions, each class as often as its share says.
   *
   * @param count number of rows
   * @param random generator to draw from; untouched without a condition
   * @return rows x {@link Space#conditions}; empty without a condition
   */
  public Optional<Batch> draw(int count, RandomGenerator random) {
    if (space.conditions() == 0) {
      return Optional.empty();
    }
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      double at = random.nextDouble();
      int index = 0;
      while (index < shares.size() - 1 && at >= shares.get(index)) {
        at -= shares.get(index++);
      }
      drawn[i] = index < classes() ? index : NO_LABEL;
    }
    return Optional.of(condition(drawn));
  }

  /**
   * Classes of whole rows.
   *
   * @param rows state and condition
   * @return a class each, {@link #NO_LABEL} for none; empty without a condition
   */
  public Optional<int[]> labels(Batch rows) {
    return space
        .condition(rows)
        .map(
            c -> {
              int[] labels = new int[c.rows()];
              for (int i = 0; i < labels.length; i++) {
                for (int k = 1; k < c.columns(); k++) {
                  labels[i] = c.get(i, k) > c.get(i, labels[i]) ? k : labels[i];
                }
                labels[i] = labels[i] < classes() ? labels[i] : NO_LABEL;
              }
              return labels;
            });
  }
}
