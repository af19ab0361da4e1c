package org.koopflow.core.spec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.plugin.Fakes;

/** Mistakes in a specification, or in what is laid over it, are named with their place. */
class ExperimentMistakesTest {
  private final ExperimentReader reader = new ExperimentReader(Fakes.builder().build());

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("name: a\nlifting:\n  dimensoin: 3\n", "s.yaml:3:3: unknown key 'dimensoin'"),
        Arguments.of("name: a\nlifting:\n  dimensoin: 3\n", "(did you mean 'dimension'?)"),
        Arguments.of("threds: 2", "s.yaml:1:1: unknown key 'threds' (did you mean 'threads'?)"),
        Arguments.of("threads: two", "s.yaml:1:10: 'threads' must be a whole number, got 'two'"),
        Arguments.of("seed: 1.5", "s.yaml:1:7: 'seed' must be a whole number, got '1.5'"),
        Arguments.of("lifting: 3", "s.yaml:1:10: unknown lifting '3'; known: "),
        Arguments.of(
            "lifting: [3]", "s.yaml:1:10: 'lifting' must be a section of keys, got a list"),
        Arguments.of("lifting:", "'lifting' must be a section of keys, got nothing"),
        Arguments.of(
            "teacher: {type: cfm, count: }", "'teacher.count' must be a whole number, got nothing"),
        Arguments.of("name:\n  a: 1", "'name' must be a text, got a section"),
        Arguments.of("threads:\n", "'threads' must be a whole number, got nothing"),
        Arguments.of(
            "lifting:\n  dimension: 0\n",
            "s.yaml:2:14: in 'lifting': dimension must be between 1 and 1000000, got 0"),
        Arguments.of("seed: 1\nseed: 2\n", "s.yaml:2:1: key 'seed' occurs twice"),
        Arguments.of("", "s.yaml: the file is empty"),
        Arguments.of("threads: 010", "'threads' must be a whole number, got '010'"),
        Arguments.of("threads: 0x10", "'threads' must be a whole number, got '0x10'"),
        Arguments.of("training:\n  clip: .inf\n", "s.yaml:2:9: 'training.clip' must be a number"),
        Arguments.of("training:\n  clip: 1e999\n", "'training.clip' must be a number"),
        Arguments.of("seed: &a 1\nthreads: *a\n", "anchors and aliases are not supported"),
        Arguments.of("- a\n- b\n", "s.yaml:1:1: a specification is a mapping of keys"),
        Arguments.of("a: [1, 2\nb: 3", "not valid YAML"),
        Arguments.of("seed: 1\n---\nseed: 2\n", "only one document is allowed"),
        Arguments.of(
            "teacher:\n  type: cfn\n", "s.yaml:2:9: unknown teacher 'cfn' (did you mean 'cfm'?)"),
        Arguments.of(
            "lifting:\n  network:\n    type: mlp\n    blocks: 2\n",
            "s.yaml:4:5: unknown key 'blocks'"),
        Arguments.of(
            "training:\n  pool:\n    solver:\n      steps: 0\n",
            "steps must be between 1 and 1000000, got 0"),
        Arguments.of(
            "data:\n  components: 3\n",
            "s.yaml:2:3: unknown key 'components'; known keys of 'data.transform': none"),
        Arguments.of(
            "lifting:\n  type: mlp\n  dimension: 0\n  network: {type: mlp}\n",
            "s.yaml:3:14: in 'lifting': dimension must be between 1 and 1000000, got 0"),
        Arguments.of(
            "training:\n  steps: 9\n  clip: -2\n  pool: {times: 3}\n",
            "s.yaml:3:9: in 'training': clip must be finite and not negative, got -2.0"),
        Arguments.of(
            "training:\n  pool: {size: 100, blockSize: 64}\n",
            "s.yaml:2:16: in 'training.pool': size must be a multiple of blockSize, since a pool holds"
                + " whole blocks, got size 100, blockSize 64"),
        Arguments.of(
            "evaluation:\n  samples: 9\n  pathTimes: [0.5, 1]\n",
            "s.yaml:3:14: in 'evaluation': pathTimes must lie inside (0, 1), got 1.0"),
        Arguments.of(
            "training:\n  edmd: {points: 9, ridge: -1}\n",
            "s.yaml:2:28: in 'training.edmd': ridge must be finite and not negative, got -1.0"),
        Arguments.of(
            "training:\n  optimizer: adan\n",
            "s.yaml:2:14: unknown optimizer 'adan' (did you mean 'adam'?); known: adam, adamw"),
        Arguments.of(
            "training:\n  optimizer: {type: adamw, decay: -1}\n",
            "s.yaml:2:35: in 'training.optimizer': decay must be finite and not negative, got"),
        Arguments.of(
            "training:\n  optimizer: {decay: 0.1}\n",
            "s.yaml:2:15: unknown key 'decay'; known keys of 'training.optimizer': beta1, beta2"),
        Arguments.of(
            "training:\n  optimizer:\n",
            "'training.optimizer' must be a section of keys, got nothing"),
        Arguments.of(
            "training:\n  method: dmd\n",
            "s.yaml:2:11: 'training.method' must be one of gradient, edmd, got 'dmd'"),
        Arguments.of(
            "objective:\n  path: -1\n",
            "s.yaml:2:9: in 'objective.path': weight must be a finite number >= 0, got -1.0"),
        Arguments.of(
            "objective:\n  phas: 1\n",
            "s.yaml:2:9: unknown objective term 'phas' (did you mean 'phase'?)"),
        Arguments.of(
            "objective:\n  path: {wieght: 1}\n",
            "s.yaml:2:10: unknown key 'wieght' (did you mean 'weight'?)"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aMistakeIsNamedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> reader.text("s.yaml", yaml))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("s.yaml")
        .message()
        .doesNotContain("\n");
  }

  static Stream<Arguments> wrongOverrides() {
    return Stream.of(
        Arguments.of(
            "lifting.dimension=zero",
            "--set lifting.dimension=zero: 'lifting.dimension' must be a whole number, got 'zero'"),
        Arguments.of("lifting.dimension=0", "--set lifting.dimension=0: in 'lifting': dimension"),
        Arguments.of("nonsense", "--set nonsense: must be path.to.key=value"),
        Arguments.of("=3", "must be path.to.key=value"),
        Arguments.of("a..b=3", "must be path.to.key=value"),
        Arguments.of("speed=3", "--set speed=3: unknown key 'speed'"),
        Arguments.of("seed=[1", "--set seed=[1: not a valid value"),
        Arguments.of("seed.deep=1", "'seed' must be a whole number, got a section"),
        Arguments.of("name=", "--set name=: name must not be blank"),
        Arguments.of("backend=", "--set backend=: 'backend' must be the name of a plug-in, got ''"),
        Arguments.of(
            "backend=dlj", "--set backend=dlj: unknown backend 'dlj' (did you mean 'djl'?)"));
  }

  @ParameterizedTest
  @MethodSource("wrongOverrides")
  void aWrongOverrideIsNamed(String override, String message) {
    assertThatThrownBy(() -> reader.text("s.yaml", "seed: 1", override))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMistakeBelowAnOverrideIsStillSeen() {
    assertThatThrownBy(
            () -> reader.text("s.yaml", "lifting:\n  dimensoin: 3\n", "lifting.type=mlp"))
        .hasMessageContaining("s.yaml:2:3: unknown key 'dimensoin'");
    assertThatThrownBy(
            () -> reader.text("s", "seed: 1", "lifting.dimensoin=3", "lifting.type=decoder-free"))
        .hasMessageContaining("--set lifting.dimensoin=3: unknown key 'dimensoin'");
    assertThatThrownBy(() -> reader.text("s.yaml", "threads: two", "threads=2"))
        .hasMessageContaining("s.yaml:1:10");
  }
}
