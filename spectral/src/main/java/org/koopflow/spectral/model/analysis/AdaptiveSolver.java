package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Selection;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.model.OpenModel;
import org.koopflow.spectral.model.SpectralModel;

/** The solver that stands for the teacher, at the tolerance its experiment is evaluated with. */
final class AdaptiveSolver {
  private AdaptiveSolver() {}

  /** Along the teacher itself. */
  static Sampler of(OpenModel model) {
    return model.sampler(selection(model));
  }

  /** Along any field, such as the teacher's with time reversed. */
  static Sampler of(SpectralModel model, VelocityField field) {
    return model
        .plugins()
        .create(SamplerProvider.class, selection(model.model()), SampledModel.of(field));
  }

  private static Selection<SamplerProvider<?>> selection(OpenModel model) {
    return model.model().experiment().evaluation().solver();
  }
}
