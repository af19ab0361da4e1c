package org.koopflow.api.study;

import java.nio.file.Path;

/**
 * What trials are made with.
 *
 * @param folder where results are to stand, a folder of its own for each trial
 * @param local makes a trial in this process
 */
public record ExecutorContext(Path folder, TrialRunner local) {}
