package org.koopflow.parts.lifting;

import java.util.function.Function;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;

/** Liftings by functions among which the state is put if wanted. */
final class MixedLifting {
  private MixedLifting() {}

  /** Refuses a projection to what is not there. */
  static void requireReadable(Decoder decoder, boolean state) {
    if (decoder == Decoder.PROJECTION && !state) {
      throw InvalidSettingException.together(
          "decoder projection reads the state from the observables, so state must be true; without"
              + " it the decoder must be linear or network");
    }
  }

  /** Number of functions among m observables. */
  static int functions(int dimension, boolean state, int stateDimension) {
    int functions = dimension - (state ? stateDimension : 0);
    if (functions < 1) {
      throw new InvalidSettingException(
          "dimension",
          "must exceed the "
              + stateDimension
              + " coordinates of the state, which is among the observables, got "
              + dimension);
    }
    return functions;
  }

  static Lifting of(
      Dictionary functions, boolean state, Space space, Function<StateLayout, Readout> readout) {
    StateLayout layout =
        new StateLayout(space.conditions(), functions.size() + (state ? space.dimension() : 0));
    return new DictionaryLifting(layout, space, functions, state, readout.apply(layout));
  }
}
