package org.koopflow.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Versions;

/** What figures were measured on. */
public final class Machine {
  private Machine() {}

  /**
   * Describes this machine and this program.
   *
   * @param plugins whose backends are named with their versions
   * @param threads threads one operation may use
   * @return values by name
   */
  public static Map<String, Object> describe(Plugins plugins, int threads) {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processor", processor());
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("threads", threads);
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("java", System.getProperty("java.version"));
    machine.put("koopflow", Versions.of(Machine.class));
    List<String> backends = new ArrayList<>();
    plugins
        .of(BackendProvider.class)
        .all()
        .forEach((name, one) -> backends.add(name + " " + Versions.of(one.getClass())));
    machine.put("backends", String.join(", ", backends));
    return machine;
  }

  /** Linux tells its name; elsewhere its kind has to do. */
  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException unknown) {
      return System.getProperty("os.arch");
    }
  }
}
