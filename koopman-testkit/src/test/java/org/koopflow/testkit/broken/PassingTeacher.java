package org.koopflow.testkit.broken;

import static org.koopflow.testkit.broken.Found.assertFinds;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.testkit.TeacherContract;
import org.koopflow.testkit.example.StraightTeacherProvider;

/** The example's teacher, to be given one mistake. */
class PassingTeacher implements Teacher {
  private final Teacher straight;

  PassingTeacher(Teacher straight) {
    this.straight = straight;
  }

  @Override
  public Space space() {
    return straight.space();
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
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    return straight.path(fitted, data, size, random);
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return straight.velocity(backend, weights);
  }

  static class Provider extends Named implements TeacherProvider<NoSettings> {
    private final UnaryOperator<Teacher> mistake;

    Provider(UnaryOperator<Teacher> mistake) {
      this.mistake = mistake;
    }

    @Override
    public Teacher create(NoSettings settings, TeacherContext context) {
      return mistake.apply(new StraightTeacherProvider().create(settings, context));
    }
  }

  static TeacherContract<NoSettings> contract(UnaryOperator<Teacher> mistake) {
    return () -> new Provider(mistake);
  }

  static void assertFound(
      Consumer<TeacherContract<NoSettings>> test, UnaryOperator<Teacher> mistake) {
    assertFinds(test, contract(PassingTeacher::new), contract(mistake));
  }
}
