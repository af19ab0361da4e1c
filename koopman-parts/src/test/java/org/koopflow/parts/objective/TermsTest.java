package org.koopflow.parts.objective;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.testkit.TermContract;

/** The built-in terms keep the contract of every term. */
class TermsTest {
  @Test
  void aWeightIsAFiniteNumberOfAtLeastZero() {
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new TermSettings(weight))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageStartingWith("weight must be a finite number >= 0, got ");
    }
  }

  @Nested
  class OfConsistencyTerm implements TermContract<TermSettings> {
    @Override
    public ConsistencyTerm provider() {
      return new ConsistencyTerm();
    }
  }

  @Nested
  class OfPhaseTerm implements TermContract<TermSettings> {
    @Override
    public PhaseTerm provider() {
      return new PhaseTerm();
    }
  }

  @Nested
  class OfTargetTerm implements TermContract<TermSettings> {
    @Override
    public TargetTerm provider() {
      return new TargetTerm();
    }
  }

  @Nested
  class OfReconstructionTerm implements TermContract<TermSettings> {
    @Override
    public ReconstructionTerm provider() {
      return new ReconstructionTerm();
    }
  }

  @Nested
  class OfPathTerm implements TermContract<TermSettings> {
    @Override
    public PathTerm provider() {
      return new PathTerm();
    }
  }
}
