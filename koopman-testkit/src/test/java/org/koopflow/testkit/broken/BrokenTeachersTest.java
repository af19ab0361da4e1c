package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
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
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.training.TrainingTask;
import org.koopflow.testkit.TeacherContract;
import org.koopflow.testkit.example.StraightTeacherProvider;

/** Mistakes in what a teacher, its field, its task and its provider may override. */
class BrokenTeachersTest {
  /** The example's. */
  private static class Passing implements Teacher {
    private final Teacher straight;

    Passing(Teacher straight) {
      this.straight = straight;
    }

    @Override
    public int dimension() {
      return straight.dimension();
    }

    @Override
    public List<Parameter> parameters() {
      return straight.parameters();
    }

    @Override
    public FittedWeights fit(TeacherFitting fitting) {
      return straight.fit(fitting);
    }

    @Override
    public PathBatch path(Weights fitted, Batch data, int size, RandomGenerator random) {
      return straight.path(fitted, data, size, random);
    }

    @Override
    public VelocityField velocity(Backend backend, Weights weights) {
      return straight.velocity(backend, weights);
    }
  }

  /** The example's field. */
  private static class PassingField implements VelocityField {
    private final VelocityField straight;

    PassingField(VelocityField straight) {
      this.straight = straight;
    }

    @Override
    public int dimension() {
      return straight.dimension();
    }

    @Override
    public Batch velocity(Batch t, Batch x) {
      return straight.velocity(t, x);
    }

    @Override
    public void close() {
      straight.close();
    }
  }

  private static class Provider extends Named implements TeacherProvider<NoSettings> {
    private final UnaryOperator<Teacher> mistake;

    Provider(UnaryOperator<Teacher> mistake) {
      this.mistake = mistake;
    }

    @Override
    public Teacher create(NoSettings settings, TeacherContext context) {
      return mistake.apply(new StraightTeacherProvider().create(settings, context));
    }
  }

  private static TeacherContract<NoSettings> contract(UnaryOperator<Teacher> mistake) {
    return () -> new Provider(mistake);
  }

  private static void assertFound(
      Consumer<TeacherContract<NoSettings>> test, UnaryOperator<Teacher> mistake) {
    assertFinds(test, contract(Passing::new), contract(mistake));
  }

  @Test
  void aTeacherThatHasMoreThanItSays() {
    for (Teacher.Capability left : Teacher.Capability.values()) {
      assertFound(
          TeacherContract::saysWhatItLacks,
          straight ->
              new Passing(straight) {
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
            new Passing(straight) {
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
            new Passing(straight) {
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
            new Passing(straight) {
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
            new Passing(straight) {
              @Override
              public List<String> warnings(Dataset data) {
                return data.trainLabels().map(labels -> List.of("")).orElse(List.of());
              }
            });
  }

  @Test
  void noiseFromTheTeachersOwnGenerator() {
    assertFound(
        TeacherContract::drawsNoise,
        straight ->
            new Passing(straight) {
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
            new Passing(straight) {
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
            new Passing(straight) {
              @Override
              public Batch noise(int count, Weights fitted, RandomGenerator random) {
                return RandomStreams.normal(count, dimension() + 1, random);
              }
            });
  }

  /** Remembers what fitting found. */
  private static class Remembering extends Passing {
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
              public PathBatch path(Weights fitted, Batch data, int size, RandomGenerator random) {
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
            new Passing(straight) {
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

  @Test
  void aTaskThatFreezesWhatIsNotThere() {
    assertFound(
        TeacherContract::trainsWhatItSays,
        straight ->
            new Passing(straight) {
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
        new Provider(Passing::new) {
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
        contract(Passing::new),
        bringing(UnaryOperator.identity()));
  }
}
