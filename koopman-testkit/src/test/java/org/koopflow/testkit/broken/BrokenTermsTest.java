package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.testkit.TermContract;

/** Mistakes in a term of the objective. */
class BrokenTermsTest {
  /** Settings with the weight alone. */
  public record Settings(double weight) {}

  /** The lifted end is the lifted beginning moved there. */
  private static class Ends implements ObjectiveTerm {
    @Override
    public double weight() {
      return 1;
    }

    @Override
    public Set<Need> needs() {
      return Set.of(Need.TRAJECTORIES);
    }

    @Override
    public Set<Point> points() {
      return Set.of(Point.START, Point.END);
    }

    @Override
    public Supplier<Value> over(StudentBatch batch) {
      Tensor moved = batch.moved(Point.START, Point.END);
      return () -> Value.of(moved.subtract(batch.lifted(Point.END)).square().mean());
    }
  }

  private static TermContract<Settings> contract(Supplier<ObjectiveTerm> term) {
    final class Provider implements TermProvider<Settings> {
      @Override
      public String name() {
        return "ends";
      }

      @Override
      public String summary() {
        return "ends are reached";
      }

      @Override
      public Settings defaults() {
        return new Settings(1);
      }

      @Override
      public ObjectiveTerm create(Settings settings, TermContext context) {
        return term.get();
      }
    }
    return Provider::new;
  }

  private static void assertFound(
      Consumer<TermContract<Settings>> test, Supplier<ObjectiveTerm> mistake) {
    assertFinds(test, contract(Ends::new), contract(mistake));
  }

  @Test
  void aTermThatIsDispensableThoughItNeedsNothing() {
    assertFound(
        TermContract::saysWhatItNeeds,
        () ->
            new Ends() {
              @Override
              public Set<Need> needs() {
                return Set.of();
              }

              @Override
              public Set<Point> points() {
                return Set.of();
              }

              @Override
              public boolean dispensable() {
                return true;
              }

              @Override
              public Supplier<Value> over(StudentBatch batch) {
                return () -> Value.of(batch.generator().square().mean());
              }
            });
  }

  @Test
  void aTermThatIsDispensableOnlyUntilItIsUsed() {
    assertFound(
        TermContract::saysWhatItNeeds,
        () ->
            new Ends() {
              private boolean used;

              @Override
              public boolean dispensable() {
                return !used;
              }

              @Override
              public Supplier<Value> over(StudentBatch batch) {
                used = true;
                return super.over(batch);
              }
            });
  }

  @Test
  void aTermThatDoesNotNameAPoint() {
    assertFound(
        TermContract::isAFiniteNumber,
        () ->
            new Ends() {
              @Override
              public Set<Point> points() {
                return Set.of(Point.START);
              }
            });
  }

  @Test
  void aTermThatDoesNotSayItNeedsTheVelocity() {
    assertFound(
        TermContract::isAFiniteNumber,
        () ->
            new Ends() {
              @Override
              public Supplier<Value> over(StudentBatch batch) {
                return () -> Value.of(batch.velocity().square().mean());
              }
            });
  }

  @Test
  void aTermThatReadsWhatIsNotDecodedYet() {
    assertFound(
        TermContract::isAFiniteNumber,
        () ->
            new Ends() {
              @Override
              public Supplier<Value> over(StudentBatch batch) {
                Tensor read = batch.decoded(batch.lifted(Point.END)).get();
                return () -> Value.of(read.square().mean());
              }
            });
  }

  @Test
  void aTermOfTheFirstRow() {
    assertFound(
        TermContract::doesNotDependOnTheOrderOfRows,
        () ->
            new Ends() {
              @Override
              public Supplier<Value> over(StudentBatch batch) {
                Tensor first = batch.state(Point.START).slice(Axis.ROWS, 0, 1);
                return () -> Value.of(first.square().mean());
              }
            });
  }

  @Test
  void aTermThatPunishesAnExactStudent() {
    assertFound(
        TermContract::vanishesWhereNothingIsWrong,
        () ->
            new Ends() {
              @Override
              public Supplier<Value> over(StudentBatch batch) {
                return () -> Value.of(batch.generator().square().mean());
              }
            });
  }

  @Test
  void aTermThatSeesNothing() {
    assertFound(
        TermContract::seesSomethingThatIsWrong,
        () ->
            new Ends() {
              @Override
              public Supplier<Value> over(StudentBatch batch) {
                return () ->
                    new Value(
                        batch.state(Point.START).mean(),
                        Map.of("mean", batch.state(Point.END).mean()));
              }
            });
  }
}
