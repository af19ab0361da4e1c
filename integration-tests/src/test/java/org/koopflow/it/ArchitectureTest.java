package org.koopflow.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The dependency rule: the contracts know the JDK alone, plug-ins know the contracts, and only the
 * assembled product knows plug-ins.
 */
class ArchitectureTest {
  /**
   * Packages of each plug-in and what it may use besides the contracts: its libraries, and the
   * graph if it is a backend.
   */
  private static final Map<String, List<String>> PLUGINS =
      Map.of(
          "org.koopflow.parts", List.of("org.koopflow.numerics.."),
          "org.koopflow.backend.djl", List.of("ai.djl.."),
          "org.koopflow.backend.nd4j",
              List.of("org.koopflow.graph..", "org.nd4j..", "org.bytedeco.."),
          "org.koopflow.teacher.cfm", List.of("org.koopflow.numerics.."),
          "org.koopflow.teacher.rectified", List.of());

  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product = new ClassFileImporter().importPaths(Reactor.classes());
  }

  /** The root packages of all modules. */
  static Set<String> owners() {
    return product.stream()
        .map(JavaClass::getPackageName)
        .map(
            name ->
                name.replaceFirst(
                    "^(org\\.koopflow\\.(?:(?:backend|teacher)\\.)?[a-z0-9]+).*", "$1"))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> plugins() {
    return new TreeSet<>(PLUGINS.keySet());
  }

  @Test
  void everyPackageIsCovered() {
    Set<String> expected =
        new TreeSet<>(
            Set.of(
                "org.koopflow.api",
                "org.koopflow.benchmarks",
                "org.koopflow.cli",
                "org.koopflow.core",
                "org.koopflow.graph",
                "org.koopflow.numerics",
                "org.koopflow.report",
                "org.koopflow.spectral",
                "org.koopflow.study",
                "org.koopflow.testkit"));
    expected.addAll(PLUGINS.keySet());
    assertThat(owners())
        .as("a new plug-in must be named in this test with the libraries it may use")
        .isEqualTo(expected);
  }

  @Test
  void theApiDependsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("org.koopflow.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.koopflow.api..")
        .check(product);
  }

  @Test
  void theNumericsKnowTheContractsAndOneLibrary() {
    classes()
        .that()
        .resideInAPackage("org.koopflow.numerics..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.koopflow.api..", "org.koopflow.numerics..", "org.ojalgo..")
        .check(product);
  }

  @Test
  void theGraphKnowsTheContractsAlone() {
    classes()
        .that()
        .resideInAPackage("org.koopflow.graph..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.koopflow.api..", "org.koopflow.graph..")
        .check(product);
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginKnowsTheContractsAndItsOwnLibrary(String plugin) {
    List<String> allowed = new ArrayList<>(PLUGINS.get(plugin));
    allowed.addAll(List.of("java..", "org.koopflow.api..", plugin + ".."));
    classes()
        .that()
        .resideInAPackage(plugin + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(product);
  }

  /** What is built in is a plug-in like any other: only plug-ins themselves know their classes. */
  @ParameterizedTest
  @MethodSource("owners")
  void aPluginIsKnownByClassToNobodyElse(String owner) {
    String[] others =
        PLUGINS.keySet().stream()
            .filter(plugin -> !plugin.equals(owner))
            .map(plugin -> plugin + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(owner + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(product);
  }

  @Test
  void theCoreKnowsNoPluginAndNoNumericalEngine() {
    noClasses()
        .that()
        .resideInAPackage("org.koopflow.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.koopflow.backend..",
            "org.koopflow.teacher..",
            "org.koopflow.cli..",
            "org.koopflow.report..",
            "org.koopflow.spectral..",
            "org.koopflow.study..",
            "org.koopflow.testkit..",
            "org.koopflow.it..",
            "ai.djl..",
            "org.nd4j..")
        .check(product);
  }

  /** The analysis takes any flow; only what opens trained models knows the core. */
  @Test
  void spectralAnalysisKnowsTheContractsAndTheNumerics() {
    List<String> analysis =
        List.of(
            "java..", "org.koopflow.api..", "org.koopflow.numerics..", "org.koopflow.spectral..");
    classes()
        .that()
        .resideInAPackage("org.koopflow.spectral..")
        .and()
        .resideOutsideOfPackage("org.koopflow.spectral.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(analysis.toArray(String[]::new))
        .check(product);
    List<String> opening = new ArrayList<>(analysis);
    opening.add("org.koopflow.core..");
    classes()
        .that()
        .resideInAPackage("org.koopflow.spectral.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(opening.toArray(String[]::new))
        .check(product);
  }

  @Test
  void theReportNamesNoPluginAndNoCommand() {
    noClasses()
        .that()
        .resideInAPackage("org.koopflow.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.koopflow.backend..",
            "org.koopflow.teacher..",
            "org.koopflow.cli..",
            "org.koopflow.testkit..")
        .check(product);
  }

  @Test
  void aStudyKnowsTheCoreAndTheNumerics() {
    classes()
        .that()
        .resideInAPackage("org.koopflow.study..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.koopflow.api..",
            "org.koopflow.core..",
            "org.koopflow.numerics..",
            "org.koopflow.study..")
        .check(product);
  }

  @Test
  void onlyTheCommandLineKnowsStudies() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.koopflow.study..", "org.koopflow.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.koopflow.study..")
        .check(product);
  }

  @Test
  void theCommandLineNamesNoPlugin() {
    noClasses()
        .that()
        .resideInAPackage("org.koopflow.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.koopflow.backend..", "org.koopflow.teacher..", "org.koopflow.testkit..")
        .check(product);
  }

  @ParameterizedTest
  @ValueSource(strings = {"picocli..", "me.tongfei.progressbar.."})
  void onlyTheCommandLineTalksToAPerson(String library) {
    onlyKnownIn("org.koopflow.cli..", library);
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.knowm.xchart..", "java.awt..", "javax.imageio.."})
  void onlyTheReportDraws(String library) {
    onlyKnownIn("org.koopflow.report..", library);
  }

  @Test
  void onlyTheNumericsKnowTheirLibrary() {
    onlyKnownIn("org.koopflow.numerics..", "org.ojalgo..");
  }

  private static void onlyKnownIn(String part, String library) {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage(part)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(product);
  }

  @Test
  void onlyTheTestkitKnowsTestLibraries() {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage("org.koopflow.testkit..")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.junit..", "org.assertj..", "net.jqwik..", "org.koopflow.testkit.."))
        .check(product);
  }

  @Test
  void theTestkitAsksItsUsersForJUnitAndAssertJAlone() {
    classes()
        .that()
        .resideInAPackage("org.koopflow.testkit..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.koopflow.api..",
            "org.koopflow.testkit..",
            "org.junit.jupiter.api..",
            "org.assertj.core..")
        .check(product);
  }

  /** Every module by itself, with its root package among the slices. */
  @ParameterizedTest
  @MethodSource("owners")
  void thePackagesOfAModuleFormNoCycle(String owner) {
    slices()
        .assignedFrom(packagesOf(owner))
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(product);
  }

  /** Written out, since a pattern would leave the root package out of the slices. */
  private static SliceAssignment packagesOf(String root) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(root + ".")
            ? SliceIdentifier.of(type.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + root;
      }
    };
  }
}
