package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.testkit.TeacherContract;
import org.koopflow.testkit.reference.ReferenceBackend;

class MomentTeacherTest implements TeacherContract<NoSettings> {
  private static final double[] MEAN = {3, -1};
  private static final double[] DEVIATION = {0.5, 2};

  @Override
  public MomentTeacherProvider provider() {
    return new MomentTeacherProvider();
  }

  private static Weights moments() {
    return new Weights(
        Map.of(
            "mean", Batch.of(1, 2, (float) MEAN[0], (float) MEAN[1]),
            "deviation", Batch.of(1, 2, (float) DEVIATION[0], (float) DEVIATION[1])));
  }

  /** Two points on either side of the mean: moments without rounding. */
  private static Batch data() {
    return Batch.of(2, 2, 2.5f, -3, 3.5f, 1);
  }

  @Test
  void fitsMomentsAndNothingElse() {
    Weights fitted =
        new MomentTeacher(Space.of(2))
            .fit(new TeacherFitting(TrainingRows.of(data()), null, null, new RandomStreams(1)))
            .averaged();
    assertThat(fitted.get("mean")).isEqualTo(moments().get("mean"));
    assertThat(fitted.get("deviation")).isEqualTo(moments().get("deviation"));
  }

  /**
   * The velocity is the slope of the curves {@code t m + sqrt((1 - t)^2 + t^2 s^2) x_0}, which lead
   * from {@code x_0} to {@code m + s x_0}. The slope is a central difference, good to 1e-9.
   */
  @Test
  void theFlowTakesNoiseToTheGaussian() {
    double h = 1e-5;
    try (Backend backend = new ReferenceBackend(Precision.FLOAT64);
        VelocityField field = new MomentTeacher(Space.of(2)).velocity(backend, moments())) {
      for (double t : new double[] {0.01, 0.3, 0.5, 0.8, 0.99}) {
        for (double x0 : new double[] {-1.7, 0, 0.4}) {
          Batch v = field.velocity(t, Batch.ofDoubles(1, 2, curve(0, t, x0), curve(1, t, x0)));
          for (int k = 0; k < 2; k++) {
            double slope = (curve(k, t + h, x0) - curve(k, t - h, x0)) / (2 * h);
            assertThat(v.get(0, k)).isCloseTo(slope, Offset.offset(1e-8));
          }
        }
      }
    }
  }

  private static double curve(int k, double t, double x0) {
    return t * MEAN[k] + Math.hypot(1 - t, t * DEVIATION[k]) * x0;
  }

  /**
   * The velocity is the mean of the targets given the point, so what is left of a target has the
   * mean 0, whatever function of time and point it is weighted with. Five standard errors of
   * 100,000 points are allowed; the same seed gives the same points every time.
   */
  @Test
  void theVelocityIsTheMeanOfTheTargets() {
    int size = 100_000;
    PathBatch path =
        new MomentTeacher(Space.of(2))
            .path(
                Weights.EMPTY, TrainingRows.of(data()), size, new RandomStreams(4).stream("path"));
    try (Backend backend = new ReferenceBackend(Precision.FLOAT64);
        VelocityField field = new MomentTeacher(Space.of(2)).velocity(backend, moments())) {
      Batch v = field.velocity(path.t(), path.x());
      for (int k = 0; k < 2; k++) {
        for (int power = 0; power < 2; power++) {
          double sum = 0;
          double squares = 0;
          for (int i = 0; i < size; i++) {
            double t = path.t().get(i, 0);
            double weight = power == 0 ? t : path.x().get(i, k) - t * MEAN[k];
            double left = (path.target().get(i, k) - v.get(i, k)) * weight;
            sum += left;
            squares += left * left;
          }
          assertThat(Math.abs(sum)).isLessThan(5 * Math.sqrt(squares));
        }
      }
    }
  }

  @Test
  void refusesDataThatDoesNotVary() {
    Batch flat = Batch.of(3, 2, 1, 7, 2, 7, 3, 7);
    assertThatThrownBy(
            () ->
                new MomentTeacher(Space.of(2))
                    .fit(
                        new TeacherFitting(
                            TrainingRows.of(flat), null, null, new RandomStreams(1))))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("coordinate 1");
  }
}
