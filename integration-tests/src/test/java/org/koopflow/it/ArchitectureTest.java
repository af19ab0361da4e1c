package org.koopflow.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plug-ins know the api; core knows the api; only the assembled product knows plug-ins. */
class ArchitectureTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String[] FOLDERS = {
    "koopman-api", "koopman-core", "backend-djl", "teacher-cfm", "koopman-testkit", "koopman-cli"
  };

  private static JavaClasses all;

  @BeforeAll
  static void read() {
    all =
        new ClassFileImporter()
            .importPaths(Stream.of(FOLDERS).map(ArchitectureTest::classesOf).toList());
    assertThat(all.size()).isGreaterThan(150);
  }

  private static Path classesOf(String folder) {
    return ROOT.resolve(folder).resolve("target/classes");
  }

  @Test
  void theApiDependsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("org.koopflow.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.koopflow.api..", "java..")
        .check(all);
  }

  @Test
  void pluginsKnowTheApiAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("org.koopflow.backend..", "org.koopflow.teacher..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.koopflow.core..", "org.koopflow.cli..", "org.koopflow.testkit..")
        .check(all);
    slices()
        .matching("org.koopflow.(backend|teacher).(*)..")
        .should()
        .notDependOnEachOther()
        .check(all);
  }

  @Test
  void coreKnowsNoPlugin() {
    noClasses()
        .that()
        .resideInAnyPackage("org.koopflow.core..", "org.koopflow.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.koopflow.backend..",
            "org.koopflow.teacher..",
            "org.koopflow.cli..",
            "ai.djl..",
            "picocli..",
            "org.knowm..")
        .check(all);
  }

  @Test
  void theCommandLineKnowsNoPlugin() {
    noClasses()
        .that()
        .resideInAPackage("org.koopflow.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.koopflow.backend..", "org.koopflow.teacher..")
        .check(all);
  }

  @Test
  void packagesOfTheCoreFormNoCycle() {
    slices().matching("org.koopflow.core.(*)..").should().beFreeOfCycles().check(all);
    slices().matching("org.koopflow.api.(*)..").should().beFreeOfCycles().check(all);
  }

  @Test
  void moduleDescriptorsSayTheSame() {
    Map<String, Set<String>> requires = new TreeMap<>();
    for (String folder : FOLDERS) {
      ModuleDescriptor module = descriptor(folder);
      requires.put(
          folder,
          module.requires().stream()
              .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.MANDATED))
              .map(ModuleDescriptor.Requires::name)
              .filter(name -> name.startsWith("org.koopflow"))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertThat(requires.get("koopman-api")).isEmpty();
    assertThat(descriptor("koopman-api").requires()).hasSize(1);
    assertThat(requires.get("koopman-core")).containsExactly("org.koopflow.api");
    assertThat(requires.get("backend-djl")).containsExactly("org.koopflow.api");
    assertThat(requires.get("teacher-cfm")).containsExactly("org.koopflow.api");
    assertThat(requires.get("koopman-testkit")).containsExactly("org.koopflow.api");
    assertThat(requires.get("koopman-cli")).isSubsetOf("org.koopflow.api", "org.koopflow.core");
  }

  private static ModuleDescriptor descriptor(String folder) {
    return ModuleFinder.of(classesOf(folder)).findAll().iterator().next().descriptor();
  }

  /** A class-path user finds what a module-path user finds. */
  @ParameterizedTest
  @ValueSource(strings = {"koopman-core", "backend-djl", "teacher-cfm"})
  void serviceFilesAgreeWithTheDescriptor(String folder) throws IOException {
    Map<String, Set<String>> provided = new TreeMap<>();
    descriptor(folder)
        .provides()
        .forEach(p -> provided.put(p.service(), new TreeSet<>(p.providers())));
    Map<String, Set<String>> listed = new TreeMap<>();
    try (Stream<Path> files = Files.list(classesOf(folder).resolve("META-INF/services"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        listed.put(
            file.getFileName().toString(),
            Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    assertThat(listed).isNotEmpty().isEqualTo(provided);
  }
}
