package org.koopflow.it.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of bad inputs. A line is {@code exit | words of the command | words of the message},
 * several parts of the message separated by {@code &}, or {@code file | name | text}, a text file
 * to be made, in which {@code \n} is a line break and {@code \e} the escape character. Words stand
 * between spaces, and in single quotes where they hold some; {@code {text*N}} within a word is the
 * text N times.
 */
final class BadInputs {
  private static final Pattern REPEATED = Pattern.compile("\\{([^{}]+?)\\*(\\d+)\\}");

  private BadInputs() {}

  /** One bad input. */
  record Line(int number, int exit, String words, List<String> parts) {
    @Override
    public String toString() {
      return "line " + number + ": " + words;
    }

    /** The words, with the places they name. */
    String[] words(Path files, Path run) {
      List<String> all = new ArrayList<>();
      StringBuilder word = new StringBuilder();
      boolean quoted = false;
      boolean any = false;
      for (char c : words.toCharArray()) {
        if (c == '\'') {
          quoted = !quoted;
          any = true;
        } else if (c == ' ' && !quoted) {
          if (any) {
            all.add(word.toString());
          }
          word.setLength(0);
          any = false;
        } else {
          word.append(c);
          any = true;
        }
      }
      if (any) {
        all.add(word.toString());
      }
      boolean writes = List.of("run", "resume", "sweep").contains(all.isEmpty() ? "" : all.get(0));
      if (writes && !all.contains("--out") && !all.contains("--OUT")) {
        all.addAll(List.of("--out", files.resolve("out").toString()));
      }
      all.remove("--OUT");
      return all.stream()
          .map(each -> repeated(each).replace("{run}", run.toString()))
          .map(each -> each.replace("{files}", files.toString()))
          .toArray(String[]::new);
    }

    /** Parts of the message, with the places they name. */
    List<String> message(Path files, Path run) {
      return parts.stream()
          .map(each -> each.replace("{run}", run.toString()))
          .map(each -> each.replace("{files}", files.toString()))
          .toList();
    }

    private static String repeated(String word) {
      var matcher = REPEATED.matcher(word);
      return matcher.replaceAll(
          found ->
              Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
    }
  }

  /** The lines of the table; its text files are written. */
  static List<Line> read(Path files) throws IOException {
    String text;
    try (InputStream in = BadInputs.class.getResourceAsStream("bad-inputs.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" \\| ", 3);
      if (parts[0].equals("file")) {
        Files.createDirectories(files.resolve(parts[1]).getParent());
        Files.writeString(
            files.resolve(parts[1]),
            Line.repeated(parts[2]).replace("\\n", "\n").replace("\\e", "\033"));
      } else {
        lines.add(
            new Line(
                number,
                Integer.parseInt(parts[0].strip()),
                parts[1].strip(),
                List.of(parts[2].strip().split(" & "))));
      }
    }
    return lines;
  }
}
