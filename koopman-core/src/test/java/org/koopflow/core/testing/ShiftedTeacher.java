package org.koopflow.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Shape;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.FittedTeacher;

/**
 * A teacher in the plane that has nothing of the usual: its noise is N((10, 0), I), it moves by
 * {@code v(t, x) = (2, 3 t)}, and the points of its path, which lie on a line whose place its
 * weights say, are numbered as they are drawn.
 */
public final class ShiftedTeacher implements Teacher {
  /** Where the noise lies. */
  public static final double SHIFT = 10;

  private final Set<Capability> capabilities;
  private final List<Integer> draws = new ArrayList<>();
  private int numbered;

  /** A teacher with some of the capabilities. */
  public ShiftedTeacher(Set<Capability> capabilities) {
    this.capabilities = Set.copyOf(capabilities);
  }

  /** The teacher as fitting leaves it: the line of its path is at {@code place}. */
  public FittedTeacher fitted(double place) {
    return new FittedTeacher(
        this,
        new Weights(Map.of("place", Batch.filled(1, 1, place))),
        capabilities.contains(Capability.VELOCITY) ? Optional.of(FIELD) : Optional.empty(),
        Domain.of(space()));
  }

  /** How many points each call of the path asked for. */
  public List<Integer> draws() {
    return draws;
  }

  private static final VelocityField FIELD =
      new VelocityField() {
        @Override
        public Space space() {
          return Space.of(2);
        }

        @Override
        public Batch velocity(Batch t, Batch x) {
          float[] v = new float[x.size()];
          for (int i = 0; i < x.rows(); i++) {
            v[2 * i] = 2;
            v[2 * i + 1] = 3 * t.floats()[i];
          }
          return Batch.of(x.rows(), 2, v);
        }
      };

  /** Where a state at time 0 is at time t. */
  public static double[] exact(double x, double y, double t) {
    return new double[] {x + 2 * t, y + 1.5 * t * t};
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Space space() {
    return Space.of(2);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("place", new Shape(1, 1), Initializer.constant(0)));
  }

  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    throw new UnsupportedOperationException("fitted by hand");
  }

  /** Points {@code (place, 1), (place, 2), ...} at random times. */
  @Override
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    draws.add(size);
    float[] t = new float[size];
    float[] x = new float[2 * size];
    for (int i = 0; i < size; i++) {
      t[i] = random.nextFloat();
      x[2 * i] = (float) fitted.get("place").get(0, 0);
      x[2 * i + 1] = ++numbered;
    }
    Batch points = Batch.of(size, 2, x);
    return new PathBatch(Batch.of(size, 1, t), points, points);
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return FIELD;
  }

  @Override
  public Batch noise(int count, Weights fitted, RandomGenerator random) {
    float[] x = RandomStreams.normal(count, 2, random).floats();
    for (int i = 0; i < count; i++) {
      x[2 * i] += (float) SHIFT;
    }
    return Batch.of(count, 2, x);
  }
}
