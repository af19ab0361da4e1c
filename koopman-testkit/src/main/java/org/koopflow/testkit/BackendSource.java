package org.koopflow.testkit;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.koopflow.api.Precision;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;

/** Where the contracts of a backend get theirs from. */
public interface BackendSource {
  /**
   * The provider under test.
   *
   * @return a new or shared instance
   */
  BackendProvider<?> provider();

  /**
   * Opens the backend under test, with its own defaults unless overridden.
   *
   * @param context threads, device, precision
   * @return the backend, to be closed by the caller
   */
  default Backend open(BackendContext context) {
    return withDefaults(provider(), context);
  }

  private static <S extends Record> Backend withDefaults(
      BackendProvider<S> provider, BackendContext context) {
    return provider.create(provider.defaults(), context);
  }

  /**
   * Opens the backend under test on one thread of the processor.
   *
   * @param precision width of its numbers
   * @return the backend, to be closed by the caller
   */
  default Backend open(Precision precision) {
    return open(BackendContext.DEFAULT.with(precision));
  }

  /**
   * The precisions the backend offers.
   *
   * @return single precision, and double precision if it has the capability
   */
  default List<Precision> precisions() {
    return capable(Capability.FLOAT64)
        ? List.of(Precision.FLOAT32, Precision.FLOAT64)
        : List.of(Precision.FLOAT32);
  }

  /**
   * Whether the backend has a capability.
   *
   * @param capability the capability
   * @return false if it may refuse what depends on it
   */
  default boolean capable(Capability capability) {
    try (Backend backend = open(Precision.FLOAT32)) {
      return backend.capabilities().contains(capability);
    }
  }

  /**
   * Skips the running test unless the backend has a capability.
   *
   * @param capability what the test depends on
   */
  default void assume(Capability capability) {
    Assumptions.assumeTrue(
        capable(capability),
        () -> "backend '" + provider().name() + "' does not have " + capability);
  }
}
