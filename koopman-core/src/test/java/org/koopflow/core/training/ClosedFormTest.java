package org.koopflow.core.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.testing.Models;
import org.koopflow.parts.lifting.PolynomialLiftingProvider;
import org.koopflow.parts.operator.DenseOperatorProvider;

class ClosedFormTest {
  /** A generator whose observables stand still. */
  private record Still(StateLayout layout) implements KoopmanOperator {
    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Tensor generator(Scope scope) {
      int m = layout.observables();
      Tensor column = scope.filled(new Shape(m, 1), 0);
      return layout.generator(
          scope, column, column, Optional.empty(), scope.filled(new Shape(m, m), 0));
    }
  }

  private static final PolynomialLiftingProvider POLYNOMIALS = new PolynomialLiftingProvider();
  private static final Lifting LIFTING =
      POLYNOMIALS.create(
          POLYNOMIALS.defaults(), new LiftingContext(Space.of(2), Models.NETWORKS, null));

  @Test
  void anOperatorThatCannotTakeAnyGeneratorIsRefused() {
    KoopmanModel model = new KoopmanModel(LIFTING, new Still(LIFTING.layout()));
    assertThatThrownBy(() -> ClosedForm.require(Experiment.DEFAULT, model))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(
            "training.method edmd finds any generator, and operator 'dense' cannot take every one;"
                + " take operator dense, or training.method gradient");
  }

  @Test
  void aFixedDictionaryAndADenseGeneratorAreTaken() {
    DenseOperatorProvider dense = new DenseOperatorProvider();
    KoopmanModel model =
        new KoopmanModel(
            LIFTING, dense.create(dense.defaults(), new OperatorContext(LIFTING.layout())));
    assertThatCode(() -> ClosedForm.require(Experiment.DEFAULT, model)).doesNotThrowAnyException();
  }
}
