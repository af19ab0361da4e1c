package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.testkit.LinearFlowContract;
import org.koopflow.testkit.SpiralFlow;

/** Mistakes in a linear flow. */
class BrokenFlowsTest {
  /** The spiral. */
  private static class Passing implements LinearFlow {
    private final LinearFlow spiral = SpiralFlow.linear();

    @Override
    public StateLayout layout() {
      return spiral.layout();
    }

    @Override
    public Space space() {
      return spiral.space();
    }

    @Override
    public Matrix generator() {
      return spiral.generator();
    }

    @Override
    public Batch lift(double t, Batch x) {
      return spiral.lift(t, x);
    }

    @Override
    public Batch advance(Batch z, double duration) {
      return spiral.advance(z, duration);
    }

    @Override
    public Batch decode(Batch z) {
      return spiral.decode(z);
    }

    @Override
    public Batch transport(Batch x, double from, double to) {
      return spiral.transport(x, from, to);
    }

    @Override
    public void close() {}
  }

  private static void assertFound(Consumer<LinearFlowContract> test, Supplier<LinearFlow> mistake) {
    assertFinds(test, (LinearFlowContract) Passing::new, mistake::get);
  }

  @Test
  void manyDurationsInAnotherOrder() {
    assertFound(
        LinearFlowContract::servesManyDurations,
        () ->
            new Passing() {
              @Override
              public List<Batch> advance(Batch z, double[] durations) {
                return super.advance(z, Arrays.stream(durations).sorted().toArray());
              }
            });
  }

  @Test
  void manyDurationsFromOneToTheNext() {
    assertFound(
        LinearFlowContract::servesManyDurations,
        () ->
            new Passing() {
              @Override
              public List<Batch> advance(Batch z, double[] durations) {
                Batch[] at = {z};
                return Arrays.stream(durations)
                    .mapToObj(duration -> at[0] = advance(at[0], duration))
                    .toList();
              }
            });
  }

  @Test
  void manyDurationsThatAreSortedWhereTheyStand() {
    assertFound(
        LinearFlowContract::servesManyDurations,
        () ->
            new Passing() {
              @Override
              public List<Batch> advance(Batch z, double[] durations) {
                List<Batch> all = super.advance(z, durations);
                Arrays.sort(durations);
                return all;
              }
            });
  }

  @Test
  void aFlowOfAnotherGenerator() {
    assertFound(
        LinearFlowContract::movesByItsGenerator,
        () ->
            new Passing() {
              @Override
              public Matrix generator() {
                return super.generator().map(entry -> entry == 3 ? 3.01 : entry);
              }
            });
  }

  @Test
  void aTransportThatTakesTheTimeForTheDuration() {
    assertFound(
        LinearFlowContract::transportsInOnePass,
        () ->
            new Passing() {
              @Override
              public Batch transport(Batch x, double from, double to) {
                return decode(advance(lift(from, x), to));
              }
            });
  }

  @Test
  void aLiftToAnotherTime() {
    assertFound(
        LinearFlowContract::fitsItsLayout,
        () ->
            new Passing() {
              @Override
              public Batch lift(double t, Batch x) {
                return super.lift(0, x);
              }
            });
  }

  @Test
  void aTransportWhoseRowsSeeOneAnother() {
    assertFound(
        LinearFlowContract::treatsRowsAlone,
        () ->
            new Passing() {
              @Override
              public Batch transport(Batch x, double from, double to) {
                Batch first = x.rows(0, 1);
                Batch moved = super.transport(first, from, to);
                return x.rows() == 1
                    ? moved
                    : Batch.stack(java.util.Collections.nCopies(x.rows(), moved));
              }
            });
  }

  @Test
  void aTransportThatRoundsWhatItIsGiven() {
    assertFound(
        LinearFlowContract::takesBothPrecisions,
        () ->
            new Passing() {
              @Override
              public Batch transport(Batch x, double from, double to) {
                float[] numbers = x.floats();
                numbers[0] = Math.round(numbers[0]);
                return super.transport(x, from, to);
              }
            });
  }
}
