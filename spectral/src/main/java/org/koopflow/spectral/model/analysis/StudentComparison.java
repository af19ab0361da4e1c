package org.koopflow.spectral.model.analysis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.numerics.distance.MeanSquaredError;
import org.koopflow.spectral.SpectrumMatching;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Two students of one teacher, measured on the same trajectories of it: one may have learned the
 * ends alone, and then its spectrum says nothing of the flow.
 *
 * @param first one student
 * @param second the other
 * @param matching which mode of the first is nearest to which of the second
 */
public record StudentComparison(Student first, Student second, SpectrumMatching matching) {
  /**
   * A student beside its teacher, from the same noise.
   *
   * @param endMse mean squared error of its one-step samples, in the coordinates of the flow
   * @param pathTimes times on the way
   * @param pathMse mean squared error there
   * @param relativeResidual as {@link RelativeResidualAnalysis} has it
   * @param analysis its modes
   */
  public record Student(
      double endMse,
      double[] pathTimes,
      double[] pathMse,
      double relativeResidual,
      AnalysedSpectrum analysis) {
    /**
     * The figures by name.
     *
     * @param count number of modes to list
     * @return {@code endMse}, {@code pathMse} by time, {@code relativeResidual} and {@code
     *     spectrum} as {@link AnalysedSpectrum#toMap}
     */
    public Map<String, Object> toMap(int count) {
      Map<String, Object> path = new LinkedHashMap<>();
      for (int j = 0; j < pathTimes.length; j++) {
        path.put(Double.toString(pathTimes[j]), pathMse[j]);
      }
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("endMse", endMse);
      map.put("pathMse", path);
      map.put("relativeResidual", relativeResidual);
      map.put("spectrum", analysis.toMap(count));
      return map;
    }
  }

  /**
   * Compares two students, on the path at a quarter, half and three quarters of the way among other
   * times.
   *
   * @param first one student
   * @param second another of the same teacher
   * @param count number of trajectories
   * @param seed determines their noise
   * @return both measured
   * @throws SpecificationException if their teachers are not the same, or have no velocity field
   */
  public static StudentComparison of(
      SpectralModel first, SpectralModel second, int count, long seed) {
    requireSameTeacher(first.model().model(), second.model().model());
    first.model().velocity();
    Taught taught = first.apply(new TeacherTrajectories(count, seed));
    return new StudentComparison(
        measure(first, taught, count, seed),
        measure(second, taught, count, seed),
        SpectrumMatching.between(first.spectrum(), second.spectrum()));
  }

  private static Student measure(SpectralModel model, Taught taught, int count, long seed) {
    double[] times = taught.trajectory().times();
    List<Batch> learned = model.apply(new StudentTrajectories(taught.noise(), times)).states();
    double[] errors = new double[times.length];
    for (int j = 0; j < times.length; j++) {
      errors[j] =
          new MeanSquaredError().between(learned.get(j), taught.trajectory().states().get(j));
    }
    int last = times.length - 1;
    if (times[last] != FlowTime.DATA) {
      throw new IllegalStateException("trajectories end at " + times[last]);
    }
    return new Student(
        errors[last],
        Arrays.copyOf(times, last),
        Arrays.copyOf(errors, last),
        model.apply(new RelativeResidualAnalysis(taught)),
        new SpectrumAnalysis(count, seed).along(model, Optional.of(taught)));
  }

  /**
   * Checks that two students learned from one teacher.
   *
   * @param first one model
   * @param second the other
   * @throws SpecificationException if they differ in the seed, the data, the teacher's settings or
   *     its weights
   */
  public static void requireSameTeacher(TrainedModel first, TrainedModel second) {
    requireSame("seed", first.experiment().seed(), second.experiment().seed());
    requireSame("data", first.experiment().data(), second.experiment().data());
    requireSame("teacher", first.experiment().teacher(), second.experiment().teacher());
    if (!first.teacher().averaged().equals(second.teacher().averaged())
        || !first.transform().toWeights().equals(second.transform().toWeights())) {
      throw new SpecificationException(
          "students of one teacher can be compared, and these two were taught by teachers of the"
              + " same specification with different weights (another backend or another version may"
              + " be why)");
    }
  }

  private static void requireSame(String part, Object ours, Object theirs) {
    if (!ours.equals(theirs)) {
      throw new SpecificationException(
          "students of one teacher can be compared, and these two differ in "
              + part
              + ": "
              + ours
              + " and "
              + theirs);
    }
  }
}
