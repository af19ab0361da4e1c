package org.koopflow.cli;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.lang.module.ResolvedModule;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds out which jar in the folder of modules keeps Java from starting. Java resolves that folder
 * before any code of ours runs, and where it cannot, it ends with an error that seldom names a
 * file. The launcher asks here first, on the class path, whenever the folder has changed.
 */
final class ModuleFolder {
  /** Exit code where a jar is in the way; 1 is what Java ends with by itself. */
  static final int OBSTRUCTED = 3;

  private final Path folder;
  private final ModuleFinder system = ModuleFinder.ofSystem();

  /** Jars by the names of their modules. */
  private final Map<String, Jar> jars = new TreeMap<>();

  private record Jar(String file, ModuleDescriptor module) {}

  /** Why Java would not start, in one line. */
  private static final class Obstruction extends Exception {
    private static final long serialVersionUID = 1;

    Obstruction(String message) {
      super(message);
    }
  }

  private ModuleFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Prints what is wrong and ends with exit code 3, or does nothing where all is well.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    problem(Path.of(arguments[0]))
        .ifPresent(
            problem -> {
              System.out.println(problem);
              System.exit(OBSTRUCTED);
            });
  }

  /**
   * What keeps Java from starting with a folder of modules.
   *
   * @param folder the folder
   * @return one line that names the jar and says what to do; empty if all is well
   */
  static Optional<String> problem(Path folder) {
    ModuleFolder modules = new ModuleFolder(folder);
    try {
      modules.read();
      modules.findRequired();
      modules.findPackages();
      return Optional.empty();
    } catch (Obstruction problem) {
      return Optional.of(problem.getMessage());
    }
  }

  private void read() throws Obstruction {
    for (Path file : files()) {
      Jar jar = new Jar(file.getFileName().toString(), descriptor(file));
      Jar other = jars.putIfAbsent(jar.module.name(), jar);
      if (other != null) {
        throw both(other, jar, "are module '" + jar.module.name() + "'");
      }
    }
  }

  private Collection<Path> files() throws Obstruction {
    Collection<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ModuleFolder::isModule)) {
      all.forEach(files::add);
    } catch (IOException unreadable) {
      throw new Obstruction("the folder '" + folder + "' cannot be read: " + unreadable);
    }
    return files;
  }

  /** What Java would take for a module: a jar, or a folder of classes that has a descriptor. */
  private static boolean isModule(Path file) {
    return Files.isDirectory(file)
        ? Files.exists(file.resolve("module-info.class"))
        : file.toString().endsWith(".jar") && Files.exists(file);
  }

  private static ModuleDescriptor descriptor(Path file) throws Obstruction {
    try {
      return ModuleFinder.of(file).findAll().iterator().next().descriptor();
    } catch (FindException broken) {
      Throwable cause = broken;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new Obstruction(
          "'"
              + file
              + "' is no module that Java "
              + Runtime.version().feature()
              + " can read ("
              + oneLine(cause)
              + "); remove it or put a whole one in its place");
    }
  }

  private void findRequired() throws Obstruction {
    for (Jar jar : jars.values()) {
      for (Requires required : jar.module.requires()) {
        if (!required.modifiers().contains(Requires.Modifier.STATIC)
            && !jars.containsKey(required.name())
            && system.find(required.name()).isEmpty()) {
          throw new Obstruction(
              "'"
                  + folder.resolve(jar.file)
                  + "' requires module '"
                  + required.name()
                  + "', which is not there; put its jar beside it or remove this one");
        }
      }
    }
  }

  private void findPackages() throws Obstruction {
    Map<String, Jar> owners = new HashMap<>();
    for (Jar jar : jars.values()) {
      for (String name : jar.module.packages()) {
        Jar other = owners.putIfAbsent(name, jar);
        if (other != null) {
          throw both(other, jar, "hold package '" + name + "'");
        }
      }
    }
    for (ResolvedModule module : resolve().modules()) {
      for (String name : module.reference().descriptor().packages()) {
        Jar owner = owners.get(name);
        if (owner != null && !owner.module.name().equals(module.name())) {
          throw new Obstruction(
              "'"
                  + folder.resolve(owner.file)
                  + "' holds package '"
                  + name
                  + "', which Java's module '"
                  + module.name()
                  + "' holds already; remove it");
        }
      }
    }
  }

  private Configuration resolve() throws Obstruction {
    try {
      return Configuration.empty()
          .resolveAndBind(
              ModuleFinder.compose(system, ModuleFinder.of(folder)),
              ModuleFinder.of(),
              jars.keySet());
    } catch (FindException | ResolutionException unfit) {
      String message = oneLine(unfit);
      List<String> words = List.of(message.split("[^\\w.]+"));
      throw new Obstruction(
          jars.values().stream()
                  .filter(jar -> words.contains(jar.module.name()))
                  .map(jar -> "'" + jar.file + "'")
                  .collect(Collectors.joining(", "))
              + " in '"
              + folder
              + "' cannot be resolved ("
              + message
              + "); remove what is not the product's own");
    }
  }

  /** Not the one of {@link Main}, which needs other jars to be loaded. */
  private static String oneLine(Throwable error) {
    return String.valueOf(error.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private Obstruction both(Jar one, Jar other, String what) {
    return new Obstruction(
        "'"
            + one.file
            + "' and '"
            + other.file
            + "' in '"
            + folder
            + "' both "
            + what
            + "; remove one of them");
  }
}
