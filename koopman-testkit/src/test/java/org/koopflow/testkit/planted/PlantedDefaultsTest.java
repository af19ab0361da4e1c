package org.koopflow.testkit.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** What a backend may override of tensors and scopes is looked at, each default by itself. */
class PlantedDefaultsTest {
  /** Names of the tests that fail, without the precision. */
  private static Set<String> failures(Stream<DynamicNode> tests) {
    return tests
        .map(DynamicTest.class::cast)
        .filter(test -> catchThrowable(test.getExecutable()::execute) instanceof AssertionError)
        .map(test -> test.getDisplayName().replaceFirst(", FLOAT\\d+$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertAllDefaults(Set<String> failures) {
    assertThat(failures)
        .contains("negate", "square", "silu", "gelu", "sum", "mean", "linear 3 x 4 to 2 outputs")
        .contains("mean along ROWS", "mean along COLUMNS", "mean less one along ROWS")
        .contains("split three along ROWS", "split nothing along COLUMNS")
        // What has no default is as it was.
        .allSatisfy(
            name ->
                assertThat(name)
                    .matches(
                        "negate|square|silu( far out)?|gelu( far out)?|sum|mean( .*)?|split .*|linear .*"));
  }

  @Test
  void overriddenOperationsAreComputed() {
    assertThat(failures(new PlantedContracts.Sound().computesEveryOperation())).isEmpty();
    assertAllDefaults(failures(new PlantedContracts.OverriddenValues().computesEveryOperation()));
  }

  @Test
  void overriddenOperationsAreDifferentiated() {
    assertThat(failures(new PlantedContracts.OverriddenGradients().computesEveryOperation()))
        .isEmpty();
    // Every loss here ends in a sum, whose wrong gradient spoils all others.
    assertThat(failures(new PlantedContracts.OverriddenGradients().differentiatesEveryOperation()))
        .contains("negate", "square", "silu", "gelu", "sum", "mean", "linear 3 x 4 to 2 outputs")
        .contains("mean along ROWS", "mean along COLUMNS", "mean less one along ROWS")
        .contains("split three along ROWS", "split nothing along COLUMNS");
  }

  @Test
  void partsOfAScopeAreLookedInto() {
    new PlantedContracts.Sound().findsParametersByName();
    new PlantedContracts.Sound().givesConstants();
    assertThatThrownBy(new PlantedContracts.WrongFilling()::givesConstants)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(new PlantedContracts.ForgottenPrefix()::findsParametersByName)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no parameter 'b.c'");
  }
}
