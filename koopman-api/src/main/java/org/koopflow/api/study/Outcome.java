package org.koopflow.api.study;

import java.util.Map;
import java.util.Optional;

/**
 * What became of a trial.
 *
 * @param trial the trial
 * @param metrics its figures as in {@code metrics.json}; what was reached if it failed
 * @param failure why it failed, in one line; empty if it did not
 */
public record Outcome(Trial trial, Map<String, Object> metrics, Optional<String> failure) {}
