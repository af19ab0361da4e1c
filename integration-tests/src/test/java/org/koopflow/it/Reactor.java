package org.koopflow.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The compiled modules of this build, each beside the one whose tests are running. */
final class Reactor {
  private Reactor() {}

  /** Folders of compiled classes, those of this module excepted. */
  static List<Path> classes() {
    Path here = Path.of("").toAbsolutePath();
    try (Stream<Path> siblings = Files.list(here.getParent())) {
      return siblings
          .filter(sibling -> !sibling.equals(here))
          .filter(sibling -> Files.exists(sibling.resolve("src/main/java/module-info.java")))
          .map(sibling -> sibling.resolve("target/classes"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Sources of these, tests excepted. */
  static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path folder : classes()) {
      try (Stream<Path> all = Files.walk(folder.resolve("../../src/main/java").normalize())) {
        all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  /** Descriptors by module name. */
  static SortedMap<String, ModuleDescriptor> modules() {
    SortedMap<String, ModuleDescriptor> modules = new TreeMap<>();
    for (Path folder : classes()) {
      modules.put(reference(folder).descriptor().name(), reference(folder).descriptor());
    }
    return modules;
  }

  /** The module compiled into a folder. */
  static ModuleReference reference(Path classes) {
    return ModuleFinder.of(classes).findAll().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(classes + " holds no compiled module"));
  }
}
