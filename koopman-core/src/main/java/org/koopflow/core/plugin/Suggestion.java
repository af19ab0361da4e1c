package org.koopflow.core.plugin;

import java.util.Collection;

/** What a mistyped word may have meant. */
public final class Suggestion {
  /** Nobody mistypes a word into something longer. */
  private static final int LONGEST = 100;

  private Suggestion() {}

  /**
   * The nearest known word, if it is near enough to be a slip.
   *
   * @param word the unknown word
   * @param known words it may have meant
   * @return {@code " (did you mean '...'?)"}, or nothing
   */
  public static String of(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return "";
    }
    String nearest = null;
    int smallest = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(word.toLowerCase(java.util.Locale.ROOT), candidate);
      if (distance < smallest) {
        smallest = distance;
        nearest = candidate;
      }
    }
    return nearest == null ? "" : " (did you mean '" + nearest + "'?)";
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that turn one word into another.
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + cost, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
