package org.koopflow.spectral.model.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.model.TrainedModel;
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
   * @param figures what the metrics say of it, by the keys they describe
   * @param analysis its modes
   */
  public record Student(Map<String, Object> figures, AnalysedSpectrum analysis) {
    /**
     * Copies the map, keeping its order.
     *
     * @param figures what the metrics say of it
     * @param analysis its modes
     */
    public Student {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * The figures by name.
     *
     * @param count number of modes to list
     * @return the figures, and {@code spectrum} as {@link AnalysedSpectrum#toMap}
     */
    public Map<String, Object> toMap(int count) {
      Map<String, Object> map = new LinkedHashMap<>(figures);
      map.put("spectrum", analysis.toMap(count));
      return map;
    }
  }

  /**
   * Compares two students, by their spectra and by the metrics of the first one's experiment that
   * say something of a model and measure no time. The path is compared at a quarter, half and three
   * quarters of the way among other times.
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
    StudentFigures figures =
        new StudentFigures(taught, first.model().model().experiment().evaluation().metrics(), seed);
    SpectrumAnalysis spectrum = new SpectrumAnalysis(count, seed);
    return new StudentComparison(
        new Student(first.apply(figures), spectrum.along(first, Optional.of(taught))),
        new Student(second.apply(figures), spectrum.along(second, Optional.of(taught))),
        SpectrumMatching.between(first.spectrum(), second.spectrum()));
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
