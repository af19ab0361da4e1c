package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.spectral.testing.ExactFlow;
import org.koopflow.testkit.reference.Reference;
import org.koopflow.testkit.reference.ReferenceBackend;

/** Forward-mode derivatives of a network lifting against central differences. */
class TangentLiftingTest {
  private static final double STEP = 1e-6;

  private final Lifting lifting =
      Plugins.discover()
          .liftings()
          .create(
              new Selection<>(
                  "mlp",
                  Map.of("dimension", 4, "network", Map.of("type", "mlp", "width", 8, "depth", 2))),
              Space.of(2));
  private final Weights weights = Parameter.initialize(lifting.parameters(), new RandomStreams(3));
  private final ReferenceBackend backend = new ReferenceBackend(Precision.FLOAT64);
  private final TangentLifting tangent = new TangentLifting(backend, lifting, weights);
  private final Random random = new Random(2);

  @AfterEach
  void close() {
    tangent.close();
    backend.close();
  }

  private Batch batch(int columns) {
    return Batch.ofDoubles(5, columns, random.doubles(5L * columns, -1, 1).toArray());
  }

  private Batch evaluate(String what, Batch a, Batch b) {
    return Reference.evaluate(
            (scope, in) ->
                Map.of(
                    "y",
                    what.equals("lift")
                        ? lifting.lift(scope, in.get("a"), in.get("b"))
                        : lifting.decode(scope, in.get("a"))),
            weights,
            Map.of("a", a, "b", b))
        .get("y");
  }

  private static void assertSlope(Batch slope, Batch ahead, Batch behind) {
    for (int i = 0; i < slope.size(); i++) {
      double difference = (ahead.doubles()[i] - behind.doubles()[i]) / (2 * STEP);
      assertThat(slope.doubles()[i]).isCloseTo(difference, within(1e-8));
    }
  }

  @Test
  void theLieDerivativeIsTheSlopeAlongTheFlow() {
    Batch t = batch(1);
    Batch x = batch(2);
    Batch v = batch(2);
    VelocityField field =
        new VelocityField() {
          @Override
          public Space space() {
            return Space.of(2);
          }

          @Override
          public Batch velocity(Batch times, Batch states) {
            return v;
          }
        };
    LieDerivative.Moving moving = tangent.along(field).at(t, x);
    Batch one = Batch.ofDoubles(5, 1, 1, 1, 1, 1, 1);
    assertThat(moving.value()).isEqualTo(evaluate("lift", t, x));
    assertSlope(
        moving.tangent(),
        evaluate("lift", Batches.add(t, STEP, one), Batches.add(x, STEP, v)),
        evaluate("lift", Batches.add(t, -STEP, one), Batches.add(x, -STEP, v)));
  }

  @Test
  void theJacobianOfTheDecoderIsItsSlope() {
    Batch z = batch(6);
    Batch direction = batch(6);
    LieDerivative.Moving moving = tangent.decode(z, direction);
    assertSlope(
        moving.tangent(),
        evaluate("decode", Batches.add(z, STEP, direction), z),
        evaluate("decode", Batches.add(z, -STEP, direction), z));
  }

  @Test
  void shapesAreWhatASmallAmplitudePaints() {
    Random entries = new Random(7);
    Spectrum spectrum =
        Spectrum.of(ExactFlow.generator(RandomMatrices.normal(entries, 4, 1)), lifting.layout());
    assertThat(spectrum.modes()).anyMatch(Mode::isPair);
    Batch z = evaluate("lift", batch(1), batch(2));
    List<ModeShape> shapes = ModeShape.at(spectrum, tangent, z);
    for (ModeShape shape : shapes) {
      for (Complex phase : List.of(Complex.ONE, new Complex(0, 1))) {
        ModeAmplitudes small =
            Eigenfunctions.of(spectrum, z)
                .map(
                    (row, k, value) ->
                        k == shape.mode().index() ? phase.times(STEP) : Complex.ZERO);
        Batch move = Eigenfunctions.lifted(spectrum, small);
        double factor = shape.mode().dimension();
        Batch expected =
            phase.equals(Complex.ONE)
                ? Batches.add(shape.real(), factor - 1, shape.real())
                : Batches.add(shape.imaginary(), -factor - 1, shape.imaginary());
        if (phase.equals(Complex.ONE) || shape.mode().isPair()) {
          assertSlope(
              expected,
              evaluate("decode", Batches.add(z, 1, move), z),
              evaluate("decode", Batches.add(z, -1, move), z));
        }
      }
    }
  }

  @Test
  void picturesAreGreyWhereNothingMoves() {
    Batch picture = ModeShape.picture(Batch.of(2, 3, 0, -2, 1, 0, 0, 0));
    assertThat(picture).isEqualTo(Batch.of(2, 3, 0.5f, 0, 0.75f, 0.5f, 0.5f, 0.5f));
  }
}
