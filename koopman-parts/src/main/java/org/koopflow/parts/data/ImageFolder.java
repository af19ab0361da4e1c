package org.koopflow.parts.data;

/**
 * Settings of a source of images, which reads both parts of its folder whole.
 *
 * @param dir the folder with the four files; empty for the usual places, where the source has any
 */
public record ImageFolder(String dir) {}
