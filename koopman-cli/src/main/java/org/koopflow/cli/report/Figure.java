package org.koopflow.cli.report;

/**
 * A picture with what there is to say about it.
 *
 * @param title short title
 * @param caption what is to be seen, one or two sentences
 * @param png bytes of a PNG file
 * @param wide whether it takes the whole width of the page
 */
public record Figure(String title, String caption, byte[] png, boolean wide) {}
