package org.koopflow.spectral.model;

import java.util.Comparator;
import org.koopflow.core.model.OpenModel;
import org.koopflow.spectral.Contributions;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.Spectrum;

/** How the modes of an opened model are numbered. */
@FunctionalInterface
public interface ModeOrder {
  /** Samples that modes are put in order by, unless their number is given. */
  int SAMPLES = 2000;

  /** The mode that grows fastest, or decays slowest, first. It takes no samples. */
  ModeOrder GROWTH = by(Spectrum.BY_GROWTH);

  /**
   * The mode that carries most of the model's samples first, judged by {@value #SAMPLES} samples of
   * the experiment's own seed: modes so have the same numbers whenever the model is opened.
   */
  ModeOrder LEADING = model -> leading(SAMPLES, model.model().experiment().seed()).of(model);

  /**
   * The spectrum of a model in this order.
   *
   * @param model an opened model
   * @return its spectrum
   */
  Spectrum of(OpenModel model);

  /**
   * The mode that carries most of the model's samples first.
   *
   * @param count number of samples to judge by
   * @param seed determines their noise
   * @return the order
   */
  static ModeOrder leading(int count, long seed) {
    return model -> {
      Contributions contributions = new Contributions(model.flow(), Spectrum.of(model.flow()));
      return contributions.leading(contributions.lifted(model.noise(count, seed)));
    };
  }

  /**
   * An order that modes show by themselves.
   *
   * @param order such as {@link Spectrum#BY_RATE}
   * @return the order
   */
  static ModeOrder by(Comparator<Mode> order) {
    return model -> Spectrum.of(model.flow()).ordered(order);
  }
}
