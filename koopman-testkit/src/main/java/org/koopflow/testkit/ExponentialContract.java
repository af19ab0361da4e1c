package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.Structure;
import org.koopflow.testkit.reference.Reference;

/**
 * What holds for every way to compute the matrix exponential: closed forms and laws.
 *
 * @param <S> its settings
 */
public interface ExponentialContract<S extends Record>
    extends PluginContract<ExponentialProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * How far the double-precision exponential of a matrix of norm up to about ten may be off, as a
   * share of one plus its largest entry.
   *
   * @return 1e-11 unless overridden by a way that is less exact on purpose
   */
  default double tolerance() {
    return 1e-11;
  }

  /**
   * The same for the form on tensors, which promises single precision.
   *
   * @return 2e-6 unless overridden
   */
  default double tensorTolerance() {
    return Math.max(2e-6, tolerance());
  }

  /**
   * Whether matrices without a basis of eigenvectors are served, besides the Jordan block that the
   * constant and the time of every generator form.
   *
   * @return true unless overridden; else they must be refused with a {@link KoopflowException}
   */
  default boolean handlesDefective() {
    return true;
  }

  private Exponential exponential() {
    return provider()
        .create(
            settings(),
            new ExponentialContext(
                provider().structures().stream().findFirst().orElse(Structure.DENSE)));
  }

  private boolean dense() {
    return provider().appliesTo(Structure.DENSE);
  }

  private void assumeDense() {
    Assumptions.assumeTrue(
        dense(), () -> "exponential '" + provider().name() + "' needs " + provider().structures());
  }

  private Matrix sample(String purpose) {
    Matrix random = Matrix.of(Samples.normal(6, 6, purpose));
    return dense() ? random : ExponentialCase.inBlocks(random);
  }

  private void assertExp(ExponentialCase known) {
    Samples.assertClose(
        exponential().exp(known.matrix()).toBatch(), known.exponential().toBatch(), tolerance());
  }

  /** The exponential of nothing is the identity. */
  @Test
  default void isTheIdentityAtZero() {
    assertExp(ExponentialCase.zero(6));
    assumeDense();
    assertExp(ExponentialCase.zero(3));
    assertExp(ExponentialCase.zero(1));
  }

  /** Diagonal matrices and rotations with growth have closed forms. */
  @Test
  default void agreesWithClosedForms() {
    assumeDense();
    assertExp(ExponentialCase.diagonal());
    assertExp(ExponentialCase.rotation());
  }

  /** A nilpotent matrix has a polynomial for an exponential, and but one eigenvector. */
  @Test
  default void servesOrRefusesDefectiveMatrices() {
    assumeDense();
    ExponentialCase nilpotent = ExponentialCase.nilpotent();
    if (handlesDefective()) {
      assertExp(nilpotent);
    } else {
      assertThatThrownBy(() -> exponential().exp(nilpotent.matrix()))
          .isInstanceOf(KoopflowException.class);
    }
  }

  /** Rotation-scaling blocks with their affine part have a closed form, whatever their rates. */
  @Test
  default void followsRotationScalingBlocks() {
    assertExp(ExponentialCase.rotationScalingBlocks());
  }

  /** What a provider says of its strategies is so. */
  @Test
  default void declaresWhatItCanDo() {
    assertThat(provider().differentiable()).isEqualTo(exponential().onTensors().isPresent());
    // None named is any, a stranger's too.
    for (Structure structure :
        provider().structures().isEmpty()
            ? Set.of(Structure.DENSE, new Structure("circulant", "a circulant matrix"))
            : provider().structures()) {
      assertThat(provider().appliesTo(structure)).isTrue();
      Exponential made = provider().create(settings(), new ExponentialContext(structure));
      assertThat(made.onTensors().isPresent()).isEqualTo(provider().differentiable());
    }
    for (Structure structure :
        List.of(
            Structure.DENSE,
            Structure.ROTATION_SCALING_BLOCKS,
            Structure.DIAGONAL_PLUS_LOW_RANK,
            Structure.DISSIPATIVE,
            new Structure("circulant", "a circulant matrix"))) {
      assertThat(provider().appliesTo(structure))
          .as("applies to %s", structure.words())
          .isEqualTo(
              provider().structures().isEmpty() || provider().structures().contains(structure));
    }
    if (!dense()) {
      Matrix random = Matrix.of(Samples.normal(6, 6, "without structure"));
      assertThatThrownBy(() -> exponential().exp(random))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Many times at once are the times one by one, in the order asked for. */
  @Test
  default void servesManyTimes() {
    Matrix a = sample("many times").times(0.5);
    double[] times = {0.7, 0, 1, 0.25, -0.5, 1, 0.3};
    List<Matrix> all = exponential().exp(a, times);
    assertThat(times).as("times afterwards").containsExactly(0.7, 0, 1, 0.25, -0.5, 1, 0.3);
    assertThat(all).hasSize(times.length);
    for (int i = 0; i < times.length; i++) {
      Samples.assertClose(
          all.get(i).toBatch(), exponential().exp(a.times(times[i])).toBatch(), 10 * tolerance());
    }
    assertThat(exponential().exp(a, new double[0])).isEmpty();
    assertThatThrownBy(() -> exponential().exp(a, new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Moving vectors is multiplying by the exponential. */
  @Test
  default void actsOnVectors() {
    Exponential.Action action =
        exponential()
            .action()
            .orElseGet(
                () ->
                    Assumptions.abort(
                        "exponential '" + provider().name() + "' moves no vectors by itself"));
    Matrix a = sample("action");
    Matrix b = Matrix.of(Samples.normal(6, 2, "vectors"));
    for (double t : new double[] {0, 1, -0.4}) {
      Samples.assertClose(
          action.apply(a, t, b).toBatch(),
          exponential().exp(a.times(t)).times(b).toBatch(),
          10 * tolerance());
    }
    assertThatThrownBy(() -> action.apply(a, 1, Matrix.zeros(5, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> action.apply(a, Double.NaN, b))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A generator's affine rows are a Jordan block, and time reads what has passed. */
  @Test
  default void followsAnAffineFlow() {
    assumeDense();
    assertExp(ExponentialCase.affineFlow());
  }

  /** Two halves make a whole, and forth and back is nothing. */
  @Test
  default void composes() {
    Matrix a = sample("exponential");
    Exponential exponential = exponential();
    Matrix whole = exponential.exp(a);
    Matrix half = exponential.exp(a.times(0.5));
    double scale = 1 + whole.norm1();
    Samples.assertClose(half.times(half).toBatch(), whole.toBatch(), 10 * tolerance());
    Samples.assertClose(
        whole.times(exponential.exp(a.times(-1))).toBatch(),
        Matrix.identity(6).toBatch(),
        tolerance() * scale * scale);
  }

  /** Only square matrices of finite numbers have an exponential. */
  @Test
  default void refusesWhatHasNoExponential() {
    assertThatThrownBy(() -> exponential().exp(Matrix.zeros(2, 3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exponential().exp(Matrix.of(1, 1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exponential().exp(Matrix.of(1, 1, Double.POSITIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The form on tensors, where there is one, is the same exponential, at any effort planned. */
  @Test
  default void agreesOnTensors() {
    Matrix random = sample("on tensors");
    agreesOnTensors(random.times(1 / random.norm1()));
    agreesOnTensors(ExponentialCase.turning());
  }

  private void agreesOnTensors(Matrix unit) {
    Exponential.OnTensors form = onTensors();
    for (double norm : new double[] {0, 0.01, 0.7, 3, 12}) {
      Matrix a = unit.times(norm);
      Matrix expected = exponential().exp(a);
      // Planned for this norm, and planned for more than it turned out to be.
      for (double planned : new double[] {norm, 2 * norm + 1}) {
        int effort = form.effort(planned);
        Matrix actual =
            Matrix.of(
                Reference.evaluate(
                        (scope, in) -> Map.of("e", form.exp(scope, in.get("a"), effort)),
                        Weights.EMPTY,
                        Map.of("a", a.toBatch()))
                    .get("e"));
        Samples.assertClose(actual.toBatch(), expected.toBatch(), tensorTolerance());
      }
    }
  }

  /** A larger norm never needs less effort. */
  @Test
  default void plansMoreForMore() {
    Exponential.OnTensors form = onTensors();
    int before = form.effort(0);
    for (double norm = 0x1p-10; norm < 0x1p10; norm *= Math.sqrt(2)) {
      int effort = form.effort(norm);
      assertThat(effort).as("effort for norm %s", norm).isGreaterThanOrEqualTo(before);
      before = effort;
    }
  }

  private Exponential.OnTensors onTensors() {
    Assumptions.assumeTrue(
        exponential().onTensors().isPresent(),
        () -> "exponential '" + provider().name() + "' has no form on tensors");
    return exponential().onTensors().orElseThrow();
  }
}
