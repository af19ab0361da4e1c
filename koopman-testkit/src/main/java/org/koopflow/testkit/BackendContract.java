package org.koopflow.testkit;

import org.koopflow.api.backend.BackendProvider;

/**
 * What holds for every backend: implement this interface in a test class, name the provider, and
 * inherit the tests. The parts can be taken one by one as well.
 *
 * <p>A backend may leave out a {@link org.koopflow.api.backend.Backend.Capability}: tests of what
 * it does not have are skipped, and say so by name, but for {@link
 * GradientContract#refusesWhatItCannotDo}, which asks for a clear refusal.
 *
 * <p>Two hooks say how exact the backend is, {@link #valueTolerance} and {@link
 * #gradientTolerance}; a backend that needs more room than they give should say why.
 */
public interface BackendContract
    extends PluginContract<BackendProvider<?>>,
        TensorContract,
        GradientContract,
        CompositionContract,
        BackendLifecycleContract,
        BackendResourcesContract {}
