package org.koopflow.core.exponential;

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

/** The classical cases by the ways that are not for every matrix. */
class ClassicalCasesTest {
  /** What has too few eigenvectors, or nearly so. */
  private static final Set<String> DEFECTIVE =
      Set.of("nilpotent", "jordan", "near-defective", "overscaling-8", "frank-10");

  static List<ReferenceCase> all() throws IOException {
    return ReferenceCase.all();
  }

  static Stream<ReferenceCase> defective() throws IOException {
    return all().stream().filter(c -> Set.of("nilpotent", "jordan").contains(c.name()));
  }

  static Stream<ReferenceCase> diagonalisable() throws IOException {
    return all().stream().filter(c -> !DEFECTIVE.contains(c.name()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void krylovAgreesWithFortyDigits(ReferenceCase reference) {
    // Every one of its many short steps rounds, most of all where it turns fast or is stiff.
    double bound = Math.max(100 * reference.mark(), 3e-13);
    assertThat(reference.error(new KrylovExponential().exp(reference.a())))
        .isLessThanOrEqualTo(bound);
  }

  @ParameterizedTest
  @MethodSource("diagonalisable")
  void eigenAgreesAsFarAsItsEigenvectorsGo(ReferenceCase reference) {
    Matrix coupling =
        AffineParts.of(reference.a()).map(AffineParts::coupling).orElse(reference.a());
    EigenBasis basis = EigenBasis.of(coupling, 1e8);
    double condition = basis.vectors().norm1() * basis.inverse().norm1();
    double bound = 10 * condition * Math.max(reference.mark(), reference.a().rows() * 0x1p-52);
    assertThat(reference.error(new EigenExponential(EigenSettings.DEFAULT).exp(reference.a())))
        .isLessThanOrEqualTo(bound);
  }

  @ParameterizedTest
  @MethodSource("defective")
  void eigenRefusesWhatHasTooFewEigenvectors(ReferenceCase reference) {
    EigenExponential eigen = new EigenExponential(EigenSettings.DEFAULT);
    assertThatExceptionOfType(KoopflowException.class)
        .isThrownBy(() -> eigen.exp(reference.a()))
        .withMessageContaining("condition")
        .withMessageContaining("use pade");
  }

  @Test
  void blockAgreesOnBlocksAndRefusesTheRest() throws IOException {
    BlockExponential block = new BlockExponential(TaylorSettings.DEFAULT);
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
