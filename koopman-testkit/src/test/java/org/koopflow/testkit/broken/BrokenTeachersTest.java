package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;
import static org.koopflow.testkit.broken.PassingTeacher.assertFound;
import static org.koopflow.testkit.broken.PassingTeacher.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.training.TrainingTask;
import org.koopflow.testkit.TeacherContract;

/** Mistakes in what a teacher, its task and its provider may override. */
class BrokenTeachersTest {
  @Test
  void aTeacherThatHasMoreThanItSays() {
    for (Teacher.Capability left : Teacher.Capability.values()) {
      assertFound(
          TeacherContract::saysWhatItLacks,
          straight ->
              new PassingTeacher(straight) {
                @Override
                public Set<Capability> capabilities() {
                  return EnumSet.of(left);
                }
              });
    }
  }

  @Test
  void aTeacherThatSaysMoreOnceItIsFitted() {
    assertFound(
        TeacherContract::saysWhatItLacks,
        straight ->
            new PassingTeacher(straight) {
              private boolean fitted;

              @Override
              public Set<Capability> capabilities() {
                return fitted ? EnumSet.of(Capability.VELOCITY) : super.capabilities();
              }

              @Override
              public FittedWeights fit(TeacherFitting fitting) {
                fitted = true;
                return super.fit(fitting);
              }
            });
  }

  private static void assertFoundInWarnings(String... warnings) {
    assertFound(
        TeacherContract::warnsInLines,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public List<String> warnings(Dataset data) {
                return List.of(warnings);
              }
            });
  }

  @Test
  void aWarningOfTwoLines() {
    assertFoundInWarnings("the batch is small", "it is\nvery small");
  }

  @Test
  void aWarningThatSaysNothing() {
    assertFoundInWarnings("");
  }

  @Test
  void aWarningWithANumberOfItsOwn() {
    int[] asked = {0};
    assertFound(
        TeacherContract::warnsInLines,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public List<String> warnings(Dataset data) {
                return List.of("warning " + ++asked[0]);
              }
            });
  }

  @Test
  void aWarningOfLabelsAlone() {
    assertFound(
        TeacherContract::warnsInLines,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public List<String> warnings(Dataset data) {
                return data.trainLabels().map(labels -> List.of("")).orElse(List.of());
              }
            });
  }

  @Test
  void aTaskThatFreezesWhatIsNotThere() {
    assertFound(
        TeacherContract::trainsWhatItSays,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public FittedWeights fit(TeacherFitting fitting) {
                return super.fit(
                    new TeacherFitting(
                        fitting.data(),
                        fitting.backend(),
                        (backend, task, settings) ->
                            fitting.trainer().train(backend, freezing(task), settings),
                        fitting.random()));
              }
            });
  }

  private static TrainingTask freezing(TrainingTask task) {
    return new TrainingTask() {
      @Override
      public String name() {
        return task.name();
      }

      @Override
      public Weights initial() {
        return task.initial();
      }

      @Override
      public Set<String> frozen() {
        return Set.of("network.0.weight");
      }

      @Override
      public LossFunction loss(Weights current) {
        return task.loss(current);
      }

      @Override
      public Map<String, Batch> batch(int step) {
        return task.batch(step);
      }
    };
  }

  /** A recording of two trajectories, with other numbers for other generators. */
  private static Recording recording(RandomGenerator random) {
    List<Batch> states =
        List.of(RandomStreams.normal(2, 2, random), RandomStreams.normal(2, 2, random));
    Recording.Part part = new Recording.Part(states, List.of());
    return new Recording(new double[] {0, 1}, part, part);
  }

  private static TeacherContract<NoSettings> bringing(UnaryOperator<RandomStreams> streams) {
    return () ->
        new PassingTeacher.Provider(PassingTeacher::new) {
          @Override
          public Optional<Recording> recording(NoSettings settings, RecordingContext context) {
            return Optional.of(
                BrokenTeachersTest.recording(streams.apply(context.random()).stream("held-out")));
          }
        };
  }

  @Test
  void aRecordingThatIsAnotherEveryTime() {
    int[] asked = {0};
    assertFinds(
        TeacherContract::bringsTheSameAgain,
        bringing(UnaryOperator.identity()),
        bringing(random -> random.in("call-" + asked[0]++)));
  }

  @Test
  void aRecordingBesideAVelocityField() {
    assertFinds(
        TeacherContract::saysWhatItLacks,
        contract(PassingTeacher::new),
        bringing(UnaryOperator.identity()));
  }

  /** Adds to one coordinate of the condition of a row, if there is a condition. */
  private static Batch disturbed(Space space, Batch rows, double by) {
    if (space.conditions() == 0) {
      return rows;
    }
    double[] values = rows.doubles().clone();
    values[space.dimension()] += by;
    return Batch.ofDoubles(rows.rows(), rows.columns(), values).to(rows.precision());
  }

  @Test
  void aConditionThatMovesOnThePath() {
    assertFound(
        TeacherContract::keepsAConditionOnItsPath,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public PathBatch path(
                  Weights fitted, TrainingRows data, int size, RandomGenerator random) {
                PathBatch path = super.path(fitted, data, size, random);
                return new PathBatch(path.t(), path.x(), disturbed(space(), path.target(), 1e-6));
              }
            });
  }

  @Test
  void aConditionThatIsInNoneOfTheData() {
    assertFound(
        TeacherContract::keepsAConditionOnItsPath,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public PathBatch path(
                  Weights fitted, TrainingRows data, int size, RandomGenerator random) {
                PathBatch path = super.path(fitted, data, size, random);
                return new PathBatch(path.t(), disturbed(space(), path.x(), 0.5), path.target());
              }
            });
  }

  @Test
  void noiseOfWholeRows() {
    assertFound(
        TeacherContract::keepsAConditionOnItsPath,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public Batch noise(int count, Weights fitted, RandomGenerator random) {
                return RandomStreams.normal(count, space().columns(), random);
              }
            });
  }

  @Test
  void aConditionThatMoves() {
    assertFound(
        TeacherContract::keepsAConditionInItsField,
        straight ->
            new PassingTeacher(straight) {
              @Override
              public VelocityField velocity(Backend backend, Weights weights) {
                return new PassingField(super.velocity(backend, weights)) {
                  @Override
                  public Batch velocity(Batch t, Batch x) {
                    return disturbed(space(), super.velocity(t, x), 1e-9);
                  }
                };
              }
            });
  }

  @Test
  void aConditionThatIsPassedOver() {
    for (Consumer<TeacherContract<NoSettings>> test :
        List.<Consumer<TeacherContract<NoSettings>>>of(
            TeacherContract::keepsAConditionOnItsPath,
            TeacherContract::keepsAConditionInItsField)) {
      assertFound(
          test,
          straight ->
              new PassingTeacher(straight) {
                @Override
                public Space space() {
                  return Space.of(straight.space().dimension());
                }
              });
    }
  }

  @Test
  void aRefusalThatDoesNotSayWhose() {
    assertFound(
        TeacherContract::keepsAConditionInItsField,
        straight -> {
          if (straight.space().conditions() > 0) {
            throw new SpecificationException("no condition, please");
          }
          return straight;
        });
  }
}
