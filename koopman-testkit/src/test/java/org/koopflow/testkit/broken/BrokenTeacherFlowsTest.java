package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.PassingTeacher.assertFound;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.testkit.TeacherContract;

/** Mistakes in the noise, the path and the velocity field of a teacher. */
class BrokenTeacherFlowsTest {
  @Test
  void noiseFromTheTeachersOwnGenerator() {
    assertFound(
        TeacherContract::drawsNoise,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public Batch noise(int count, Weights fitted, RandomGenerator random) {
                return super.noise(count, fitted, new RandomStreams(1).stream("own"));
              }
            });
  }

  @Test
  void noiseThatIsDrawnOncePerGenerator() {
    Map<RandomGenerator, Batch> drawn = new IdentityHashMap<>();
    assertFound(
        TeacherContract::drawsNoise,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public Batch noise(int count, Weights fitted, RandomGenerator random) {
                return drawn.computeIfAbsent(random, own -> super.noise(count, fitted, own));
              }
            });
  }

  @Test
  void noiseOfAnotherDimension() {
    assertFound(
        TeacherContract::drawsNoise,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public Batch noise(int count, Weights fitted, RandomGenerator random) {
                return RandomStreams.normal(count, space().dimension() + 1, random);
              }
            });
  }

  /** Remembers what fitting found. */
  private static class Remembering extends PassingTeacher {
    private Weights found;

    Remembering(Teacher straight) {
      super(straight);
    }

    @Override
    public FittedWeights fit(TeacherFitting fitting) {
      FittedWeights fitted = super.fit(fitting);
      found = fitted.averaged();
      return fitted;
    }

    /** Twice as much where nothing was found by this very teacher. */
    Batch scaled(Batch batch) {
      return found == null ? Batch.stack(List.of(batch, batch)).rows(1, batch.rows() + 1) : batch;
    }
  }

  @Test
  void noiseByWhatTheTeacherRemembers() {
    assertFound(
        TeacherContract::keepsNothingOfItsFitting,
        straight ->
            new Remembering(straight) {
              @Override
              public Batch noise(int count, Weights fitted, RandomGenerator random) {
                return scaled(super.noise(count, fitted, random));
              }
            });
  }

  @Test
  void aPathByWhatTheTeacherRemembers() {
    assertFound(
        TeacherContract::keepsNothingOfItsFitting,
        straight ->
            new Remembering(straight) {
              @Override
              public PathBatch path(
                  Weights fitted, TrainingRows data, int size, RandomGenerator random) {
                PathBatch path = super.path(fitted, data, size, random);
                return new PathBatch(path.t(), scaled(path.x()), path.target());
              }
            });
  }

  @Test
  void aVelocityByWhatTheTeacherRemembers() {
    assertFound(
        TeacherContract::keepsNothingOfItsFitting,
        straight ->
            new Remembering(straight) {
              @Override
              public VelocityField velocity(Backend backend, Weights weights) {
                return new PassingField(super.velocity(backend, weights)) {
                  @Override
                  public Batch velocity(Batch t, Batch x) {
                    return scaled(super.velocity(t, x));
                  }
                };
              }
            });
  }

  private static void assertFoundInField(
      Consumer<TeacherContract<NoSettings>> test, UnaryOperator<VelocityField> mistake) {
    assertFound(
        test,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public VelocityField velocity(Backend backend, Weights weights) {
                return mistake.apply(super.velocity(backend, weights));
              }
            });
  }

  @Test
  void aFieldThatForgetsTheCommonTime() {
    assertFoundInField(
        TeacherContract::hasAVelocityField,
        straight ->
            new PassingField(straight) {
              @Override
              public Batch velocity(double t, Batch x) {
                return super.velocity(0, x);
              }
            });
  }

  @Test
  void aFieldThatAnswersOneRowForAllAtACommonTime() {
    assertFoundInField(
        TeacherContract::hasAVelocityField,
        straight ->
            new PassingField(straight) {
              @Override
              public Batch velocity(double t, Batch x) {
                Batch first = super.velocity(t, x.rows(0, 1));
                return Batch.stack(Collections.nCopies(x.rows(), first));
              }
            });
  }

  @Test
  void aFieldThatTakesAnotherOneWithIt() {
    int[] closed = {0};
    assertFoundInField(
        TeacherContract::closesItsFieldsOneByOne,
        straight ->
            new PassingField(straight) {
              @Override
              public Batch velocity(Batch t, Batch x) {
                return closed[0] > 0 ? Batch.zeros(x.rows(), x.columns()) : super.velocity(t, x);
              }

              @Override
              public void close() {
                closed[0]++;
              }
            });
  }
}
