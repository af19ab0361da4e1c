package org.koopflow.numerics.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of an NPY file: a Python dictionary with the keys descr, fortran_order and shape. */
record NpyHeader(
    Type type, ByteOrder order, boolean fortran, List<Integer> shape, int rows, int columns) {
  /** More than any real header needs. */
  static final long LIMIT = 1 << 16;

  /** NumPy itself allows no more. */
  private static final int MOST_AXES = 64;

  private static final Pattern DESCR = Pattern.compile("'([<>|=])(\\w{1,8})'");
  private static final Pattern FORTRAN = Pattern.compile("(True|False)");
  private static final Pattern SHAPE = Pattern.compile("\\(([^()]*+)\\)");
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private static final Map<String, Type> TYPES = new TreeMap<>();

  static {
    TYPES.put("b1", new Type(1, true, buffer -> buffer.get() != 0 ? 1 : 0));
    TYPES.put("i1", new Type(1, true, ByteBuffer::get));
    TYPES.put("u1", new Type(1, true, buffer -> Byte.toUnsignedInt(buffer.get())));
    TYPES.put("i2", new Type(2, true, ByteBuffer::getShort));
    TYPES.put("u2", new Type(2, true, buffer -> Short.toUnsignedInt(buffer.getShort())));
    TYPES.put("i4", new Type(4, false, ByteBuffer::getInt));
    TYPES.put("u4", new Type(4, false, buffer -> Integer.toUnsignedLong(buffer.getInt())));
    TYPES.put("i8", new Type(8, false, ByteBuffer::getLong));
    TYPES.put("u8", new Type(8, false, buffer -> unsigned(buffer.getLong())));
    TYPES.put("f4", new Type(4, true, ByteBuffer::getFloat));
    TYPES.put("f8", new Type(8, false, ByteBuffer::getDouble));
  }

  /**
   * One type of number.
   *
   * @param bytes size of a number
   * @param single whether single precision holds every one of them exactly
   * @param read takes the next one out of a buffer
   */
  record Type(int bytes, boolean single, ToDoubleFunction<ByteBuffer> read) {}

  /** Walks through the file's order and says where each number belongs in C order. */
  interface Cursor {
    int next();
  }

  private static double unsigned(long value) {
    // The lost bit goes into the lowest kept one, so that the sum still rounds to nearest.
    return value >= 0 ? value : 2.0 * (value >>> 1 | value & 1);
  }

  static NpyHeader parse(Path file, String text) {
    Map<String, String> entries = entries(text);
    String given = entries.get("'descr'");
    if (given == null) {
      throw DataFiles.damaged(file, "its header lacks 'descr'");
    }
    Matcher descr = DESCR.matcher(given);
    Type type = descr.matches() ? TYPES.get(descr.group(2)) : null;
    if (type == null) {
      throw DataFiles.damaged(
          file,
          "numbers of type "
              + DataFiles.printable(given)
              + " are not supported; supported: "
              + TYPES.keySet());
    }
    String fortran = find(file, FORTRAN, "fortran_order", entries);
    List<Integer> shape = shape(file, find(file, SHAPE, "shape", entries));
    int rows = shape.isEmpty() ? 1 : shape.get(0);
    int columns = shape.stream().skip(1).reduce(1, (a, b) -> a * b);
    ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(type, order, fortran.equals("True"), shape, rows, columns);
  }

  /**
   * Keys and values of a Python dictionary as they are written, in one pass over the text. Empty if
   * it is none.
   */
  private static Map<String, String> entries(String text) {
    Map<String, String> entries = new HashMap<>();
    String dictionary = text.strip();
    if (!dictionary.startsWith("{") || !dictionary.endsWith("}")) {
      return entries;
    }
    String key = null;
    int from = 1;
    int depth = 0;
    boolean quoted = false;
    for (int at = 1; at < dictionary.length(); at++) {
      char c = dictionary.charAt(at);
      quoted ^= c == '\'';
      if (quoted || c == '\'') {
        continue;
      }
      boolean last = at == dictionary.length() - 1;
      if (depth == 0 && key == null && c == ':') {
        key = dictionary.substring(from, at).strip();
        from = at + 1;
      } else if (depth == 0 && (c == ',' || last)) {
        if (key != null) {
          entries.put(key, dictionary.substring(from, at).strip());
        }
        key = null;
        from = at + 1;
      } else {
        depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
      }
    }
    return entries;
  }

  private static List<Integer> shape(Path file, String tuple) {
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    long columns = 1;
    String[] parts = tuple.split(",", -1);
    // A comma may follow the last size, and must follow the only one; an empty tuple has no size.
    int sizes = parts[parts.length - 1].isBlank() ? parts.length - 1 : parts.length;
    if (sizes > MOST_AXES) {
      throw DataFiles.damaged(
          file, "its header gives " + sizes + " axes, at most " + MOST_AXES + " are read");
    }
    for (String part : Arrays.asList(parts).subList(0, sizes)) {
      String size = part.strip();
      if (!size.matches("\\d{1,10}")) {
        throw DataFiles.damaged(
            file, "its header gives the shape (" + DataFiles.printable(tuple) + ")");
      }
      long value = Long.parseLong(size);
      columns *= shape.isEmpty() ? 1 : value;
      count *= value;
      // Checked at every step, so that the next product cannot overflow a long.
      if (Math.max(value, Math.max(count, columns)) > LARGEST) {
        throw DataFiles.damaged(
            file,
            "its header gives the shape ("
                + DataFiles.printable(tuple)
                + "), more numbers than an array can hold");
      }
      shape.add((int) value);
    }
    return shape;
  }

  private static String find(Path file, Pattern pattern, String key, Map<String, String> entries) {
    Matcher matcher = pattern.matcher(entries.getOrDefault("'" + key + "'", ""));
    if (!matcher.matches()) {
      throw DataFiles.damaged(file, "its header lacks a valid '" + key + "'");
    }
    return matcher.group(1);
  }

  int count() {
    return rows * columns;
  }

  Cursor cursor() {
    return fortran
        ? new FortranCursor(shape)
        : new Cursor() {
          private int at;

          @Override
          public int next() {
            return at++;
          }
        };
  }

  /** In the file the first index runs fastest, in C order the last. */
  private static final class FortranCursor implements Cursor {
    private final int[] sizes;
    private final int[] strides;
    private final int[] index;
    private int at;

    FortranCursor(List<Integer> shape) {
      sizes = shape.stream().mapToInt(Integer::intValue).toArray();
      index = new int[sizes.length];
      strides = new int[sizes.length];
      int stride = 1;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        strides[axis] = stride;
        stride *= sizes[axis];
      }
    }

    @Override
    public int next() {
      int current = at;
      for (int axis = 0; axis < sizes.length; axis++) {
        at += strides[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        at -= sizes[axis] * strides[axis];
        index[axis] = 0;
      }
      return current;
    }
  }
}
