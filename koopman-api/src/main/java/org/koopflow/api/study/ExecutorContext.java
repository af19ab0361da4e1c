package org.koopflow.api.study;

import java.nio.file.Path;

/**
 * What trials are made with.
 *
 * @param folder where results are to stand, each trial's in the folder of its name
 * @param local makes a trial in this process and leaves its results there
 */
public record ExecutorContext(Path folder, TrialRunner local) {}
