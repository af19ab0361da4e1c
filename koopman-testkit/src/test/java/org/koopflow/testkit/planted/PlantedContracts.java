package org.koopflow.testkit.planted;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.testkit.BackendLifecycleContract;
import org.koopflow.testkit.BackendResourcesContract;
import org.koopflow.testkit.CompositionContract;
import org.koopflow.testkit.GradientContract;
import org.koopflow.testkit.TensorContract;

/** The contract on backends with a planted fault: run by a test of the contract, not by itself. */
final class PlantedContracts {
  private PlantedContracts() {}

  private record Provider(Fault fault) implements BackendProvider<NoSettings> {
    @Override
    public String name() {
      return "planted";
    }

    @Override
    public String summary() {
      return "has the fault " + fault;
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public Backend create(NoSettings settings, BackendContext context) {
      if (!context.device().equals("cpu")) {
        throw new KoopflowException("no device '" + context.device() + "', allowed: cpu");
      }
      return new PlantedBackend(fault, context.precision());
    }
  }

  /** The parts of the contract that ask what is computed. */
  abstract static class Computing
      implements TensorContract, GradientContract, CompositionContract, BackendLifecycleContract {
    private final Fault fault;

    Computing(Fault fault) {
      this.fault = fault;
    }

    @Override
    public BackendProvider<NoSettings> provider() {
      return new Provider(fault);
    }
  }

  static final class Sound extends Computing {
    Sound() {
      super(Fault.NONE);
    }
  }

  static final class WrongTanh extends Computing {
    WrongTanh() {
      super(Fault.TANH_DERIVATIVE);
    }
  }

  static final class TransposedMatmul extends Computing {
    TransposedMatmul() {
      super(Fault.TRANSPOSED_MATMUL_GRADIENT);
    }
  }

  static final class WrongBroadcast extends Computing {
    WrongBroadcast() {
      super(Fault.BROADCAST_VALUE);
    }
  }

  static final class UnsummedBroadcast extends Computing {
    UnsummedBroadcast() {
      super(Fault.BROADCAST_GRADIENT);
    }
  }

  static final class Overwriting extends Computing {
    Overwriting() {
      super(Fault.OVERWRITING_SCATTER);
    }
  }

  static final class TransposedKernel extends Computing {
    TransposedKernel() {
      super(Fault.TRANSPOSED_KERNEL);
    }
  }

  static final class RepeatedPadding extends Computing {
    RepeatedPadding() {
      super(Fault.REPEATED_PADDING);
    }
  }

  static final class DroppedBorder extends Computing {
    DroppedBorder() {
      super(Fault.DROPPED_BORDER);
    }
  }

  static final class Unstopped extends Computing {
    Unstopped() {
      super(Fault.UNSTOPPED_GRADIENT);
    }
  }

  static final class Stale extends Computing {
    Stale() {
      super(Fault.STALE_RESULT);
    }
  }

  static final class FirstSize extends Computing {
    FirstSize() {
      super(Fault.FIRST_SIZE);
    }
  }

  static final class Noisy extends Computing {
    Noisy() {
      super(Fault.NOISE);
    }
  }

  static final class OverriddenValues extends Computing {
    OverriddenValues() {
      super(Fault.OVERRIDDEN_VALUES);
    }
  }

  static final class OverriddenGradients extends Computing {
    OverriddenGradients() {
      super(Fault.OVERRIDDEN_GRADIENTS);
    }
  }

  static final class ForgottenPrefix extends Computing {
    ForgottenPrefix() {
      super(Fault.FORGOTTEN_PREFIX);
    }
  }

  static final class WrongFilling extends Computing {
    WrongFilling() {
      super(Fault.WRONG_FILLING);
    }
  }

  static final class Undead extends Computing {
    Undead() {
      super(Fault.WORKS_AFTER_CLOSE);
    }
  }

  /** The part of the contract on threads and memory. */
  static final class Leaking implements BackendResourcesContract {
    @Override
    public BackendProvider<NoSettings> provider() {
      return new Provider(Fault.LEAK);
    }
  }

  /** The same, less the test that keeps to one size and takes long in plain Java. */
  static final class LeakingSizes implements BackendResourcesContract {
    @Override
    public BackendProvider<NoSettings> provider() {
      return new Provider(Fault.LEAK_OF_SIZES);
    }

    @Override
    public void keepsItsMemory() {
      // Without its annotation it is no test.
    }
  }
}
