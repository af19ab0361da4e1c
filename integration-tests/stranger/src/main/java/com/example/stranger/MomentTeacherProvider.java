package com.example.stranger;

import org.koopflow.api.NoSettings;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;

/** Provides {@link MomentTeacher} under the name {@code moments}. */
public final class MomentTeacherProvider implements TeacherProvider<NoSettings> {
  /** Creates the provider. */
  public MomentTeacherProvider() {}

  @Override
  public String name() {
    return "moments";
  }

  @Override
  public String summary() {
    return "the exact flow to a Gaussian with the mean and the deviations of the data";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Teacher create(NoSettings settings, TeacherContext context) {
    return new MomentTeacher(context.unconditional(name()));
  }
}
