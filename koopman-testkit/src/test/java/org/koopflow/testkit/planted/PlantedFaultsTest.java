package org.koopflow.testkit.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract of backends finds planted faults, each by the test that is there to find it. */
class PlantedFaultsTest {
  @AfterEach
  void forget() {
    PlantedBackend.forget();
  }

  /** Names of the failed tests, with those they are part of in front. */
  private static Set<String> failures(Class<?> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(PlantedFaultsTest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(Event event) {
    assertThat(event.getRequiredPayload(TestExecutionResult.class).getThrowable())
        .as("a fault is found by an assertion, or by a refusal that did not come")
        .isPresent();
    List<String> parts = new ArrayList<>();
    TestDescriptor at = event.getTestDescriptor();
    while (at.getParent().isPresent() && !at.isRoot()) {
      parts.add(0, at.getDisplayName());
      at = at.getParent().orElseThrow();
    }
    return String.join(" / ", parts.subList(1, parts.size()));
  }

  @Test
  void aSoundBackendHasNoFailures() {
    assertThat(failures(PlantedContracts.Sound.class)).isEmpty();
  }

  /** A planted fault, the tests that must find it, and all tests that may. */
  private record Planted(Class<?> contract, List<String> finders, String others) {
    @Override
    public String toString() {
      return contract.getSimpleName();
    }
  }

  static List<Planted> faults() {
    String gradients = "differentiates.*";
    String compositions = "differentiatesCompositionsOfAnyShape()";
    String convolutions =
        ".*convolve .*|.*CompositionsOfAnyShape\\(\\)|.*(Images|Convolutions)OfAnySize\\(\\)";
    return List.of(
        new Planted(
            PlantedContracts.WrongTanh.class,
            List.of("differentiatesEveryOperation() / tanh, FLOAT64", compositions),
            "differentiates(CompositionsOfAnyShape\\(\\)|EveryOperation.*(tanh|gelu).*|Losses.*tanh.*)"),
        new Planted(
            PlantedContracts.TransposedMatmul.class,
            List.of(
                "differentiatesEveryOperation() / matmul 3 x 4 by 4 x 2, FLOAT64", compositions),
            "differentiates(CompositionsOfAnyShape\\(\\)|ConvolutionsOfAnySize\\(\\)"
                + "|EveryOperation.*(matmul|linear|product|convolve).*"
                + "|Losses.*)"),
        new Planted(
            PlantedContracts.WrongBroadcast.class,
            List.of(
                "computesEveryOperation() / add 3 x 4 with 3 x 1, FLOAT64",
                "computesCompositionsOfAnyShape()",
                compositions),
            ".*(add|subtract) .*\\b3 x 1\\b.*|.*CompositionsOfAnyShape\\(\\)"),
        new Planted(
            PlantedContracts.UnsummedBroadcast.class,
            List.of(
                "differentiatesEveryOperation() / add 3 x 4 with 1 x 4, FLOAT64",
                "differentiatesEveryOperation() / broadcast a row, FLOAT64",
                compositions),
            gradients),
        new Planted(
            PlantedContracts.Overwriting.class,
            List.of(
                "differentiatesEveryOperation() / take one again and again along ROWS, FLOAT64",
                "differentiatesEveryOperation() / take one again and again along COLUMNS, FLOAT64",
                compositions),
            "differentiates(CompositionsOfAnyShape\\(\\)|ConvolutionsOfAnySize\\(\\)"
                + "|EveryOperation.*(take|convolve) .*)"),
        new Planted(
            PlantedContracts.TransposedKernel.class,
            List.of(
                "computesEveryOperation() / convolve 2 of 2 x 4 x 3 to 3 x 4 x 3 by a kernel of 3,"
                    + " stride 1, padding 1, FLOAT64",
                "convolvesImagesOfAnySize()",
                "computesCompositionsOfAnyShape()"),
            convolutions),
        new Planted(
            PlantedContracts.RepeatedPadding.class,
            List.of(
                "computesEveryOperation() / convolve 2 of 2 x 4 x 3 to 3 x 4 x 3 by a kernel of 3,"
                    + " stride 1, padding 1, FLOAT64",
                "convolvesImagesOfAnySize()",
                "computesCompositionsOfAnyShape()"),
            convolutions),
        new Planted(
            PlantedContracts.DroppedBorder.class,
            List.of(
                "differentiatesEveryOperation() / convolve 2 of 2 x 4 x 3 to 3 x 4 x 3 by a kernel"
                    + " of 3, stride 1, padding 1, FLOAT64",
                "differentiatesConvolutionsOfAnySize()",
                compositions),
            "differentiates(CompositionsOfAnyShape\\(\\)|ConvolutionsOfAnySize\\(\\)"
                + "|EveryOperation.*convolve .*)"),
        new Planted(
            PlantedContracts.Unstopped.class, List.of("stopsGradients()"), "stopsGradients\\(\\)"),
        new Planted(
            PlantedContracts.Stale.class,
            List.of("computesNewNumbersAnew()"),
            "computesNewNumbersAnew\\(\\)"),
        new Planted(
            PlantedContracts.FirstSize.class,
            List.of("givesForEachSizeWhatItGivesAlone()"),
            "givesForEachSizeWhatItGivesAlone\\(\\)"),
        new Planted(PlantedContracts.Noisy.class, List.of("givesTheSameBitsAgain()"), ".*"),
        new Planted(
            PlantedContracts.Undead.class,
            List.of("closesIndependently()", "differentiatesNothingAfterClosing()"),
            "closesIndependently\\(\\)|differentiatesNothingAfterClosing\\(\\)"),
        // The smaller leak first: what a process has once had it may fill again unseen.
        new Planted(
            PlantedContracts.LeakingSizes.class,
            List.of("keepsItsMemoryWhenSizesChange()"),
            "keepsItsMemoryWhenSizesChange\\(\\)"),
        new Planted(
            PlantedContracts.Leaking.class,
            // The other test on memory comes after it in the same process, and may fill unseen what
            // this one has left.
            List.of("keepsItsMemory()"),
            "keepsItsMemory.*"));
  }

  /** A wrong formula shows in the first case of a single step that uses it. */
  @Test
  void aFailedCompositionIsShortAndNamed() {
    assertThatThrownBy(new PlantedContracts.WrongTanh()::differentiatesCompositionsOfAnyShape)
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)\\[\\w+] of \\d x \\d, seed \\d+: .*");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsFoundByName(Planted planted) {
    Set<String> failures = failures(planted.contract());
    assertThat(failures)
        .containsAll(planted.finders())
        .allSatisfy(name -> assertThat(name).matches(planted.others()));
  }
}
