package org.koopflow.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingDivergedException;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;

/**
 * When and where a run is made, and how many steps were made of those asked for: what differs
 * between runs of one specification, and is kept apart in the provenance for that.
 */
final class Making {
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Map<String, Map<String, Integer>> steps = new LinkedHashMap<>();

  /** A training of the run is to come. */
  void asks(String stage, int asked) {
    did(stage, asked, 0);
  }

  private void did(String stage, int asked, int done) {
    Map<String, Integer> both = new LinkedHashMap<>();
    both.put("asked", asked);
    both.put("done", done);
    steps.put(stage, both);
  }

  /** A trainer whose steps are counted; a stage that is begun again counts from there. */
  Trainer counting(Trainer trainer) {
    return new Trainer() {
      @Override
      public Result train(Backend backend, TrainingTask task, TrainingSettings settings) {
        asks(task.name(), settings.steps());
        try {
          Result result = trainer.train(backend, task, settings);
          did(task.name(), settings.steps(), result.steps());
          return result;
        } catch (TrainingDivergedException diverged) {
          did(task.name(), settings.steps(), diverged.step());
          throw diverged;
        }
      }
    };
  }

  /** Steps by stage, {@code asked} and {@code done}; stages that take no steps are not in it. */
  Map<String, Object> steps() {
    return new LinkedHashMap<>(steps);
  }

  /** Times in UTC, to the second, until now; and the host. */
  Map<String, Object> toMap() {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("started", started.toString());
    made.put("ended", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    made.put("processor", processor());
    made.put("cores", Runtime.getRuntime().availableProcessors());
    made.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return made;
  }

  /** Linux tells its name; elsewhere its kind has to do. */
  private static String processor() {
    Path told = Path.of("/proc/cpuinfo");
    try (Stream<String> lines = Files.lines(told, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException unknown) {
      return System.getProperty("os.arch");
    }
  }
}
