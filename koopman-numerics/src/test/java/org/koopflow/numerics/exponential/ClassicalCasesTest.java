package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.Structure;

/** The classical cases by the ways that are not for every matrix. */
class ClassicalCasesTest {
  /** What has too few eigenvectors. */
  private static final Set<String> DEFECTIVE = Set.of("nilpotent", "jordan", "overscaling-8");

  static List<ReferenceCase> all() throws IOException {
    return ReferenceCase.all();
  }

  static Stream<ReferenceCase> defective() throws IOException {
    return all().stream().filter(c -> DEFECTIVE.contains(c.name()));
  }

  static Stream<ReferenceCase> diagonalisable() throws IOException {
    return all().stream().filter(c -> !DEFECTIVE.contains(c.name()));
  }

  private static void assertAccurate(Exponential method, Matrix a, Matrix expected) {
    assertThat(Conditioning.error(method.exp(a), expected))
        .isLessThanOrEqualTo(Conditioning.bound(method, a));
  }

  @ParameterizedTest
  @MethodSource("all")
  void krylovAgreesWithFortyDigits(ReferenceCase reference) {
    Exponential krylov = new KrylovExponential();
    assertAccurate(krylov, reference.a(), reference.exponential());
    assertAccurate(krylov, reference.a().transpose(), reference.exponential().transpose());
  }

  @ParameterizedTest
  @MethodSource("diagonalisable")
  void eigenAgreesAsFarAsItsEigenvectorsGo(ReferenceCase reference) {
    assertAccurate(
        new EigenExponential(EigenSettings.DEFAULT, ExponentialContext.DENSE),
        reference.a(),
        reference.exponential());
  }

  @ParameterizedTest
  @MethodSource("defective")
  void eigenRefusesWhatHasTooFewEigenvectors(ReferenceCase reference) {
    EigenExponential eigen = new EigenExponential(EigenSettings.DEFAULT, ExponentialContext.DENSE);
    assertThatExceptionOfType(KoopflowException.class)
        .isThrownBy(() -> eigen.exp(reference.a()))
        .withMessageContaining("condition")
        .withMessageContaining("use pade");
  }

  @Test
  void blockAgreesOnBlocksAndRefusesTheRest() throws IOException {
    BlockExponential block =
        new BlockExponential(
            TaylorSettings.DEFAULT, new ExponentialContext(Structure.ROTATION_SCALING_BLOCKS));
    int served = 0;
    for (ReferenceCase reference : all()) {
      if (reference.name().equals("affine-block")) {
        assertThat(reference.error(block.exp(reference.a()))).isLessThanOrEqualTo(1e-15);
        served++;
      } else {
        assertThatIllegalArgumentException()
            .as(reference.name())
            .isThrownBy(() -> block.exp(reference.a()))
            .withMessageContaining("exponential 'block' needs");
      }
    }
    assertThat(served).isOne();
  }
}
