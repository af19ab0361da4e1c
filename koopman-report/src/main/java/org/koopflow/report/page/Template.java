package org.koopflow.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.koopflow.core.run.JsonText;

/**
 * A page with places to fill. It comes with its style, its scripts and the library that draws its
 * charts, and may run no other scripts and load nothing.
 */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
  private static final Pattern LIBRARY_VERSION = Pattern.compile("\\bt\\.version=\"([0-9.]+)\"");

  private Template() {}

  /**
   * Fills the places.
   *
   * @param parts markup by name of the place
   * @param charts what the page draws: a tree of maps, lists, arrays, texts and numbers
   * @return HTML
   */
  public static String fill(Map<String, String> parts, Map<String, ?> charts) {
    String library = resource("echarts.min.js");
    String script = resource("report.js");
    Matcher version = LIBRARY_VERSION.matcher(library);
    Map<String, String> all = new LinkedHashMap<>(parts);
    all.put("hashes", hash(library) + " " + hash(script));
    all.put("style", resource("report.css"));
    all.put("echarts", version.find() ? version.group(1) : "");
    all.put("notices", Markup.escaped(resource("NOTICE.txt").strip()));
    all.put("data", json(charts));
    all.put("library", library);
    all.put("script", script);
    // In one pass, so that nothing filled in is taken for a place to fill.
    return PLACE
        .matcher(resource("report.html"))
        .replaceAll(place -> Matcher.quoteReplacement(all.get(place.group(1))));
  }

  /** JSON that no text within it can end: a page would end the script at its closing tag. */
  private static String json(Map<String, ?> charts) {
    return JsonText.of(charts)
        .strip()
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e");
  }

  /** What a page may run, as its own security policy names it. */
  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream stream = Template.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
