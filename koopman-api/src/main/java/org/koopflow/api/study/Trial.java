package org.koopflow.api.study;

/**
 * One run of a study. It is all that has to travel to where it is made.
 *
 * @param name unique within the study, fit for the name of a folder
 * @param specification the resolved specification, as text
 */
public record Trial(String name, String specification) {}
