package org.koopflow.api;

/** The settings of a plug-in that has none. */
public record NoSettings() {}
