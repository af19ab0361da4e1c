package org.koopflow.core.plugin;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;

/**
 * Tells whose mistake a failure is when a plug-in is asked. What is refused by a type made for it
 * is the mistake of whoever asked; a failure of any other kind is a fault of the plug-in, an {@link
 * IllegalArgumentException} included, since the plug-in itself may have given the argument.
 */
public final class Blame {
  private Blame() {}

  /**
   * Asks a plug-in.
   *
   * @param named the plug-in, for messages
   * @param question asks it
   * @param <T> what it answers
   * @return its answer
   * @throws SpecificationException if a setting is refused
   * @throws KoopflowException as the plug-in throws it, or with its fault as the cause
   * @throws CancellationException as the plug-in throws it
   */
  public static <T> T asking(String named, Supplier<T> question) {
    try {
      return question.get();
    } catch (SettingsException | InvalidSettingException refused) {
      throw new SpecificationException(named + ": " + refused.getMessage(), refused);
    } catch (KoopflowException | CancellationException understood) {
      throw understood;
    } catch (VirtualMachineError | LinkageError machine) {
      // What Java lacks is not the plug-in's doing: memory, or a library.
      throw machine;
    } catch (RuntimeException | Error fault) {
      throw ofPlugin(named, fault);
    }
  }

  /**
   * A fault of a plug-in.
   *
   * @param what failed
   * @param fault how
   * @return what to tell of it, with the fault as the cause
   */
  static KoopflowException ofPlugin(String what, Throwable fault) {
    return new KoopflowException(
        what
            + " failed, by a fault of the plug-in and not of what was asked for: "
            + fault.getClass().getSimpleName()
            + ": "
            + fault.getMessage(),
        fault);
  }
}
