package org.koopflow.parts.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Classes of rows as a file writes them. If all are whole numbers from 0, they are these numbers;
 * else they are counted from 0 in the order in which they first appear.
 */
final class Classes {
  /** A fraction of zeros comes from programs that know no whole numbers. */
  private static final Pattern WHOLE = Pattern.compile("\\+?(\\d+)(?:\\.0*)?");

  private final Map<String, Integer> order = new LinkedHashMap<>();
  private int[] appeared = new int[1024];
  private int count;

  /** Adds the class of the next row. */
  void add(String label) {
    if (count == appeared.length) {
      appeared = Arrays.copyOf(appeared, 2 * count);
    }
    Integer known = order.putIfAbsent(label, order.size());
    appeared[count++] = known == null ? order.size() - 1 : known;
  }

  /** The classes of all rows. */
  int[] labels() {
    List<Integer> values = new ArrayList<>();
    for (String label : order.keySet()) {
      values.add(whole(label));
    }
    int[] labels = Arrays.copyOf(appeared, count);
    return values.contains(null) ? labels : Arrays.stream(labels).map(values::get).toArray();
  }

  private static Integer whole(String label) {
    var matcher = WHOLE.matcher(label);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return Integer.valueOf(matcher.group(1));
    } catch (NumberFormatException large) {
      return null;
    }
  }
}
