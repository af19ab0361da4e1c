package org.koopflow.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.koopflow.api.Plugin;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Registry;
import org.koopflow.core.plugin.Versions;
import org.koopflow.core.run.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists what there is to choose from. */
@Command(
    name = "plugins",
    description = "List the plug-ins: what a specification may name.",
    footer = {"", "A plug-in is added by putting its jar into the folder lib/modules."})
final class PluginsCommand implements Callable<Integer> {
  @ParentCommand private KoopflowCommand root;

  @Option(names = "--json", description = "Print JSON, with modules, versions and settings.")
  private boolean json;

  @Override
  public Integer call() {
    Plugins plugins = root.koopflow().plugins();
    root.out().print(json ? JsonText.of(tree(plugins)) : table(plugins));
    return 0;
  }

  private static String table(Plugins plugins) {
    int width = 0;
    for (Registry<?> registry : plugins.registries()) {
      for (String name : registry.names()) {
        width = Math.max(width, name.length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (Registry<?> registry : plugins.registries()) {
      text.append(registry.kind().word()).append('\n');
      if (registry.names().isEmpty()) {
        text.append("  none\n");
      }
      for (Plugin<?> plugin : registry.all().values()) {
        text.append(String.format("  %-" + width + "s  %s", plugin.name(), plugin.summary()));
        text.append(traits(plugin));
        plugin.unavailable().ifPresent(why -> text.append(" (not available: " + why + ")"));
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** What decides which operator and exponential go together. */
  private static String traits(Plugin<?> plugin) {
    if (plugin instanceof ExponentialProvider<?> exponential) {
      return " ("
          + (exponential.differentiable() ? "differentiable" : "not differentiable")
          + (exponential.structures().isEmpty() ? "" : "; for " + words(exponential))
          + ")";
    }
    return plugin instanceof OperatorProvider<?> operator
            && !operator.structure().equals(Structure.DENSE)
        ? " (" + operator.structure().words() + ")"
        : "";
  }

  private static String words(ExponentialProvider<?> exponential) {
    return exponential.structures().stream()
        .map(Structure::words)
        .collect(Collectors.joining(" or "));
  }

  private static List<Object> tree(Plugins plugins) {
    List<Object> all = new ArrayList<>();
    for (Registry<?> registry : plugins.registries()) {
      for (Plugin<?> plugin : registry.all().values()) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", registry.kind().word());
        entry.put("name", plugin.name());
        entry.put("summary", plugin.summary());
        entry.put("class", plugin.getClass().getName());
        entry.put("module", plugin.getClass().getModule().getName());
        entry.put("version", Versions.of(plugin.getClass()));
        entry.put("available", plugin.unavailable().isEmpty());
        plugin.unavailable().ifPresent(why -> entry.put("unavailable", why));
        if (plugin instanceof ExponentialProvider<?> exponential) {
          entry.put("differentiable", exponential.differentiable());
          entry.put("structures", exponential.structures().stream().map(Structure::name).toList());
        }
        if (plugin instanceof OperatorProvider<?> operator) {
          entry.put("structure", operator.structure().name());
        }
        if (plugin instanceof MetricProvider<?> metric) {
          entry.put("needs", needs(metric));
          entry.put("figures", metric.figures().stream().map(FigureCatalog::toMap).toList());
        }
        entry.put("settings", plugins.settings().values(plugin.defaults()));
        all.add(entry);
      }
    }
    return all;
  }

  private static <S extends Record> List<String> needs(MetricProvider<S> metric) {
    return metric.needs(metric.defaults()).stream().sorted().map(MetricNeed::words).toList();
  }
}
