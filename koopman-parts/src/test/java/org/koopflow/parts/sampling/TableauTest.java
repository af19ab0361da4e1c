package org.koopflow.parts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order conditions, one for each rooted tree (Butcher; Hairer, Norsett and Wanner, II.2). */
class TableauTest {
  /** A rooted tree with as many vertices as the order of its condition. */
  private record Tree(Tree... children) {
    int vertices() {
      return 1 + Stream.of(children).mapToInt(Tree::vertices).sum();
    }

    /** The density: the product of the sizes of all its subtrees. */
    double density() {
      double product = vertices();
      for (Tree child : children) {
        product *= child.density();
      }
      return product;
    }

    /** Its elementary weight up to each stage, {@code prod over children (A w(child))_i}. */
    double[] weights(double[][] stages) {
      double[] product = new double[stages.length];
      Arrays.fill(product, 1);
      for (Tree child : children) {
        double[] inner = child.weights(stages);
        for (int i = 0; i < product.length; i++) {
          double sum = 0;
          for (int j = 0; j < stages[i].length; j++) {
            sum += stages[i][j] * inner[j];
          }
          product[i] *= sum;
        }
      }
      return product;
    }
  }

  private static Tree tree(Tree... children) {
    return new Tree(children);
  }

  private static final Tree DOT = tree();
  private static final Tree LINE = tree(DOT);
  private static final Tree FORK = tree(DOT, DOT);
  private static final Tree CHAIN = tree(LINE);

  /** All rooted trees with up to five vertices. */
  private static final List<Tree> TREES =
      List.of(
          DOT,
          LINE,
          FORK,
          CHAIN,
          tree(DOT, DOT, DOT),
          tree(DOT, LINE),
          tree(FORK),
          tree(CHAIN),
          tree(DOT, DOT, DOT, DOT),
          tree(DOT, DOT, LINE),
          tree(DOT, FORK),
          tree(DOT, CHAIN),
          tree(LINE, LINE),
          tree(tree(DOT, DOT, DOT)),
          tree(tree(DOT, LINE)),
          tree(tree(FORK)),
          tree(tree(CHAIN)));

  static Stream<Tableau> all() {
    return Stream.of(
        Tableau.EULER,
        Tableau.MIDPOINT,
        Tableau.HEUN,
        Tableau.RK4,
        Tableau.DORMAND_PRINCE,
        Tableau.TSITOURAS);
  }

  static Stream<Tableau> pairs() {
    return Stream.of(Tableau.DORMAND_PRINCE, Tableau.TSITOURAS);
  }

  private static double condition(double[] weights, Tree tree, Tableau tableau) {
    double[] elementary = tree.weights(tableau.stages());
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * elementary[i];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("all")
  void rowsAddUpToTheirNodes(Tableau tableau) {
    for (int i = 0; i < tableau.nodes().length; i++) {
      assertThat(tableau.stages()[i]).hasSize(i);
      assertThat(Arrays.stream(tableau.stages()[i]).sum())
          .as("row %s", i)
          .isCloseTo(tableau.nodes()[i], within(1e-13));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void conditionsHoldUpToTheOrderAndNoFurther(Tableau tableau) {
    double worst = 0;
    for (Tree tree : TREES) {
      double gap = condition(tableau.weights(), tree, tableau) - 1 / tree.density();
      if (tree.vertices() <= tableau.order()) {
        assertThat(gap).as("tree of %s vertices", tree.vertices()).isCloseTo(0, within(3e-14));
      } else if (tree.vertices() == tableau.order() + 1) {
        worst = Math.max(worst, Math.abs(gap));
      }
    }
    assertThat(worst).isGreaterThan(tableau.order() < 5 ? 1e-3 : -1);
  }

  /** The two methods of a pair agree up to the fourth order, and not in the fifth. */
  @ParameterizedTest
  @MethodSource("pairs")
  void theEmbeddedMethodIsOneOrderLower(Tableau tableau) {
    double worst = 0;
    for (Tree tree : TREES) {
      double gap = condition(tableau.error(), tree, tableau);
      if (tree.vertices() <= 4) {
        assertThat(gap).as("tree of %s vertices", tree.vertices()).isCloseTo(0, within(1e-14));
      } else {
        worst = Math.max(worst, Math.abs(gap));
      }
    }
    assertThat(worst).isGreaterThan(1e-5);
    assertThat(tableau.firstSameAsLast()).isTrue();
  }

  /** The interpolant of a pair meets the conditions of order four at every part of a step. */
  @ParameterizedTest
  @MethodSource("pairs")
  void theInterpolantIsOfOrderFour(Tableau tableau) {
    int stages = tableau.nodes().length;
    for (double s : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
      double r = 1 - s;
      double[] weights = new double[stages];
      for (int i = 0; i < stages; i++) {
        weights[i] =
            s * s * (3 - 2 * s) * tableau.weights()[i] + s * s * r * r * tableau.dense()[i];
      }
      weights[0] += s * r * r;
      weights[stages - 1] -= s * s * r;
      for (Tree tree : TREES) {
        if (tree.vertices() <= 4) {
          assertThat(condition(weights, tree, tableau))
              .as("tree of %s vertices at %s", tree.vertices(), s)
              .isCloseTo(Math.pow(s, tree.vertices()) / tree.density(), within(3e-14));
        }
      }
    }
  }
}
