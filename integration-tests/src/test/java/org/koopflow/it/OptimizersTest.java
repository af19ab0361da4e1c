package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.plugin.Plugins;

/** Student and teacher are each trained by the optimizer that is chosen for them. */
class OptimizersTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static RunResult standard;

  @BeforeAll
  static void runTheDefault() {
    standard = run();
  }

  private static RunResult run(String... more) {
    return KOOPFLOW.run(Small.experiment(KOOPFLOW, more));
  }

  private static Weights student(RunResult result) {
    return result.model().student().map(FittedWeights::raw).orElseThrow();
  }

  @Test
  void adamIsTheDefaultOfBoth() {
    RunResult written =
        run("teacher.training.optimizer={type: adam, beta1: 0.9}", "training.optimizer=adam");
    assertThat(written.model().experiment()).isEqualTo(standard.model().experiment());
    assertThat(written.model().teacher()).isEqualTo(standard.model().teacher());
    assertThat(written.model().student()).isEqualTo(standard.model().student());
  }

  @Test
  void theStudentHasItsOwn() {
    RunResult other = run("training.optimizer=adamw", "training.optimizer.decay=0.5");
    assertThat(other.model().teacher()).isEqualTo(standard.model().teacher());
    assertThat(student(other)).isNotEqualTo(student(standard));
    assertThat(student(other).isFinite()).isTrue();
    assertThat(optimizer(other)).isEqualTo("adamw");
    assertThat(optimizer(standard)).isEqualTo("adam");
  }

  /** The name of the one that moved the student. */
  private static Object optimizer(RunResult result) {
    Map<?, ?> plugins = (Map<?, ?>) result.provenance().get("plugins");
    return plugins.get("optimizer") instanceof Map<?, ?> used ? used.get("name") : null;
  }

  @Test
  void theTeacherHasItsOwn() {
    RunResult other = run("teacher.training.optimizer={type: adamw, decay: 0.5}");
    assertThat(other.model().teacher()).isNotEqualTo(standard.model().teacher());
    assertThat(other.model().teacher().raw().isFinite()).isTrue();
    assertThat(optimizer(other)).isEqualTo("adam");
  }

  @Test
  void aFitInClosedFormHasNone() {
    RunResult fitted =
        run("training.method=edmd", "lifting.type=random-fourier", "exponential.type=pade");
    assertThat(optimizer(fitted)).isNull();
  }

  /** An optimizer whose library is missing. */
  private static final class Missing implements OptimizerProvider<NoSettings> {
    @Override
    public String name() {
      return "missing";
    }

    @Override
    public String summary() {
      return "cannot be used";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.of("its library is not here");
    }

    @Override
    public Optimizer create(NoSettings settings, OptimizerContext context) {
      throw new AssertionError("it cannot be used");
    }
  }

  /** Not only after the teacher has been fitted. */
  @Test
  void oneThatCannotBeUsedIsRefusedBeforeTraining() {
    Koopflow koopflow =
        new Koopflow(Plugins.builder().addAll(Plugins.discover()).add(new Missing()).build());
    Small.Stopper listener = new Small.Stopper();
    assertThatThrownBy(
            () -> koopflow.run(Small.experiment(koopflow, "training.optimizer=missing"), listener))
        .isInstanceOf(KoopflowException.class)
        .hasMessage("optimizer 'missing' cannot be used: its library is not here");
    assertThat(listener.begun()).isEmpty();
  }
}
