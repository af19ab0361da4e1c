package org.koopflow.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON whose bytes depend on the values alone: maps keep their iteration order (hand in ordered
 * ones), records the order of their components, lines end with a single line feed, and numbers are
 * the shortest that read back equal, the same on every version of Java.
 *
 * <p>A number that is not finite becomes one of the strings {@code "NaN"}, {@code "Infinity"} and
 * {@code "-Infinity"}: JSON has no such numbers, and a metric gone astray is to be seen, not
 * dropped or the reason to lose a finished run.
 */
public final class JsonText {
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator(""))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private JsonText() {}

  /**
   * Writes a tree of maps, lists, arrays, strings, numbers, booleans and records.
   *
   * @param tree the values
   * @return indented JSON, closed by a line feed
   * @throws IllegalArgumentException if the tree holds something else
   */
  public static String of(Object tree) {
    try {
      return WRITER.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The shortest decimal text that reads back as the same number, the same on every version of
   * Java.
   *
   * @param number any number
   * @return its text
   */
  public static String number(double number) {
    return NumberOutput.toString(number, true);
  }
}
