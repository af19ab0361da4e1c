package org.koopflow.core.plugin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Scalars of a specification, which come as texts, as the types settings are made of. */
final class Scalars {
  /** Decimal, without leading zeros: 010 is eight in one version of YAML and ten in another. */
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]++\\.?[0-9]*+|\\.[0-9]++)([eE][-+]?[0-9]++)?");

  /** No number needs more digits, and reading one takes the square of their number. */
  private static final int LONGEST = 400;

  private Scalars() {}

  /**
   * Converts a value.
   *
   * @param path where it stands, for messages
   * @param type a primitive type, its wrapper, {@link String} or an enum
   * @param value what was written; null if nothing was
   * @return the value as that type
   * @throws SettingsException if it is no such value
   */
  static Object of(String path, Class<?> type, Object value) {
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(whole(path, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    if (type == long.class || type == Long.class) {
      return whole(path, value, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
        return number.doubleValue();
      }
      if (value instanceof String text
          && text.length() <= LONGEST
          && NUMBER.matcher(text).matches()
          && Double.isFinite(Double.parseDouble(text))) {
        return Double.valueOf(text);
      }
      throw SettingsException.wrong(path, "a number", value);
    }
    if (type == boolean.class || type == Boolean.class) {
      if (value instanceof Boolean) {
        return value;
      }
      if ("true".equals(value) || "false".equals(value)) {
        return "true".equals(value);
      }
      throw SettingsException.wrong(path, "true or false", value);
    }
    if (type == String.class) {
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        return String.valueOf(value);
      }
      throw SettingsException.wrong(path, "a text", value);
    }
    if (type.isEnum()) {
      List<String> names = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        String name = written((Enum<?>) constant);
        if (value instanceof String && name.equalsIgnoreCase((String) value)) {
          return constant;
        }
        names.add(name);
      }
      throw SettingsException.wrong(path, "one of " + String.join(", ", names), value);
    }
    throw new IllegalArgumentException(
        "settings cannot hold " + type.getName() + ", as '" + path + "' asks");
  }

  private static long whole(String path, Object value, long smallest, long largest) {
    BigInteger number = null;
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      number = new BigInteger(value.toString());
    } else if (value instanceof String text
        && text.length() <= LONGEST
        && WHOLE.matcher(text).matches()) {
      number = new BigInteger(text);
    }
    if (number == null) {
      throw SettingsException.wrong(path, "a whole number", value);
    }
    if (number.compareTo(BigInteger.valueOf(smallest)) < 0
        || number.compareTo(BigInteger.valueOf(largest)) > 0) {
      throw SettingsException.wrong(
          path, "a whole number between " + smallest + " and " + largest, value);
    }
    return number.longValue();
  }

  /** A constant as a specification writes it, like the name of a plug-in. */
  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
