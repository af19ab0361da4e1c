package org.koopflow.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.core.plugin.Fakes;
import org.koopflow.core.plugin.Plugins;

class ExperimentReaderTest {
  private final Plugins plugins = Fakes.builder().build();
  private final ExperimentReader reader = new ExperimentReader(plugins);
  private final ExperimentWriter writer = new ExperimentWriter(plugins);

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
            "s.yaml:2:14: in 'lifting': dimension must be at least 1, got 0"),
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
            "training:\n  pool:\n    solver:\n      steps: 0\n", "steps must be at least 1, got 0"),
        Arguments.of(
            "data:\n  components: 3\n",
            "s.yaml:2:3: unknown key 'components'; known keys of 'data.transform': none"),
        Arguments.of(
            "lifting:\n  type: mlp\n  dimension: 0\n  network: {type: mlp}\n",
            "s.yaml:3:14: in 'lifting': dimension must be at least 1, got 0"),
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
  void layersLieOverOneAnother() {
    Experiment experiment =
        reader.text(
            "s",
            "seed: 5\ntraining:\n  steps: 10\n  batchSize: 8\n",
            "training.steps=20",
            "seed=6");
    assertThat(experiment.seed()).isEqualTo(6);
    assertThat(experiment.training().gradient().steps()).isEqualTo(20);
    assertThat(experiment.training().gradient().batchSize()).isEqualTo(8);
    assertThat(experiment.training().gradient().schedule().learningRate())
        .isEqualTo(KoopmanTraining.DEFAULT.gradient().schedule().learningRate());
    assertThat(experiment.objective()).isEqualTo(Experiment.DEFAULT.objective());
  }

  @Test
  void anotherTypeKeepsWhatItKnows() {
    String yaml =
        "lifting:\n  type: mlp\n  dimension: 12\n  network: {type: mlp, width: 9, depth: 1}\n";
    Experiment experiment = reader.text("s", yaml, "lifting.type=decoder-free");
    assertThat(experiment.lifting().settings()).containsEntry("dimension", 12);
    Experiment other = reader.text("s", yaml, "lifting.network.type=residual");
    assertThat(other.lifting().settings().get("network").toString())
        .contains("width=9")
        .contains("blocks=2")
        .doesNotContain("depth");
  }

  @Test
  void aNameAloneIsASectionOfOneKey() {
    String yaml = "lifting: decoder-free\n";
    assertThat(reader.text("s", yaml, "lifting.dimension=5").lifting())
        .isEqualTo(reader.text("s", "lifting: {type: decoder-free, dimension: 5}").lifting());
    assertThat(reader.text("s", "seed: 1", "lifting=decoder-free", "lifting.dimension=5").lifting())
        .isEqualTo(reader.text("s", yaml, "lifting.dimension=5").lifting());
    String section = "lifting: {dimension: 12, network: {type: mlp, depth: 1}}\n";
    assertThat(reader.text("s", section, "lifting=decoder-free"))
        .isEqualTo(reader.text("s", section, "lifting.type=decoder-free"));
    assertThat(reader.text("s", section, "lifting.network=residual", "lifting.network.blocks=1"))
        .isEqualTo(reader.text("s", section, "lifting.network={type: residual, blocks: 1}"));
    assertThatThrownBy(() -> reader.text("s", "training: {steps: 3}", "training=edmd"))
        .hasMessageContaining("--set training=edmd: 'training' must be a section of keys, got");
  }

  @Test
  void aBackendIsChosenByNameOrWithItsSettings() {
    Experiment experiment = reader.text("s", "backend: djl", "backend.blocks=7", "threads=2");
    assertThat(experiment.backend().type()).isEqualTo("djl");
    assertThat(experiment.backend().settings()).containsEntry("blocks", 7);
    assertThat(reader.text("again", writer.yaml(experiment))).isEqualTo(experiment);
    assertThat(experiment.withBackend("djl")).isEqualTo(experiment);
    assertThat(experiment.withBackend("other").backend().settings()).isEmpty();
    assertThatThrownBy(() -> reader.text("s.yaml", "backend: {type: djl, blocs: 7}"))
        .hasMessageContaining("s.yaml:1:22: unknown key 'blocs' (did you mean 'blocks'?)");
  }

  /** A small product need not have the plug-ins that nobody asks it for. */
  @Test
  void aDefaultThatIsNotThereIsNoMistakeUntilItIsNamed() {
    Plugins small = Plugins.builder().add(new Fakes.FakeBackend("mine")).build();
    Experiment experiment = new ExperimentReader(small).text("s", "seed: 3", "backend=mine");
    assertThat(experiment.backend().settings()).containsEntry("blocks", 4);
    assertThat(experiment.teacher().type()).isEqualTo("cfm");
    assertThatThrownBy(() -> new ExperimentReader(small).text("s", "teacher: cfm"))
        .hasMessageContaining("unknown teacher 'cfm'");
    assertThatThrownBy(() -> new ExperimentReader(small).text("s", "teacher: {count: 3}"))
        .hasMessageContaining("unknown teacher 'cfm'");
  }

  @Test
  void aDecoderOfItsOwnIsReadChangedWrittenAndDroppedWithItsLifting() {
    String yaml = "lifting:\n  type: mlp\n  decoderNetwork: {type: residual, blocks: 1}\n";
    Experiment experiment = reader.text("s", yaml, "lifting.decoderNetwork.width=9");
    assertThat(experiment.lifting().settings().get("decoderNetwork").toString())
        .contains("type=residual")
        .contains("blocks=1")
        .contains("width=9");
    assertThat(reader.text("again", writer.yaml(experiment))).isEqualTo(experiment);
    assertThat(reader.text("s", yaml, "lifting.type=decoder-free").lifting().settings())
        .doesNotContainKey("decoderNetwork");
    assertThatThrownBy(() -> reader.text("s", "seed: 1", "lifting.decoderNetwork.blocks=1"))
        .hasMessageContaining("'lifting.decoderNetwork.type' must be the name of a plug-in");
  }

  /** Old specifications do not say it. */
  @Test
  void theOptimizerIsAdamUnlessAnotherIsChosen() {
    Selection<OptimizerProvider<?>> adam =
        new Selection<>("adam", Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8));
    for (String yaml : new String[] {"seed: 1", "training: {steps: 5}"}) {
      Experiment experiment = reader.text("s", yaml);
      assertThat(experiment.training().gradient().optimizer()).isEqualTo(adam);
      assertThat(experiment.training().gradient().optimizer()).isEqualTo(adam);
      assertThat(reader.text("again", writer.yaml(experiment))).isEqualTo(experiment);
    }
    Selection<OptimizerProvider<?>> adamW =
        new Selection<>(
            "adamw", Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8, "decay", 0.02));
    for (String yaml :
        new String[] {
          "training: {optimizer: {type: adamw, decay: 0.02}}",
          "training:\n  optimizer:\n    type: adamw\n    decay: 0.02\n"
        }) {
      Experiment experiment = reader.text("s", yaml);
      assertThat(experiment.training().gradient().optimizer()).isEqualTo(adamW);
      assertThat(reader.text("again", writer.yaml(experiment))).isEqualTo(experiment);
    }
    assertThat(
            reader
                .text("s", "seed: 1", "training.optimizer=adamw")
                .training()
                .gradient()
                .optimizer())
        .isEqualTo(
            reader.text("s", "training: {optimizer: adamw}").training().gradient().optimizer())
        .extracting(Selection::type)
        .isEqualTo("adamw");
  }

  /** Keys beside a name that is written alone, in either place. */
  @Test
  void aNameAloneTakesKeysFromAnOverride() {
    String plain = "training: {optimizer: adamw}";
    assertThat(
            reader
                .text("s", plain, "training.optimizer.decay=0.02")
                .training()
                .gradient()
                .optimizer())
        .isEqualTo(
            reader
                .text("s", "seed: 1", "training.optimizer=adamw", "training.optimizer.decay=0.02")
                .training()
                .gradient()
                .optimizer())
        .isEqualTo(
            reader
                .text("s", "training: {optimizer: {type: adamw, decay: 0.02}}")
                .training()
                .gradient()
                .optimizer());
    // What both know is kept where another is chosen.
    assertThat(
            reader
                .text("s", plain, "training.optimizer.beta1=0.5", "training.optimizer.type=adam")
                .training()
                .gradient()
                .optimizer()
                .settings())
        .containsEntry("beta1", 0.5)
        .doesNotContainKey("decay");
    assertThatThrownBy(() -> reader.text("s", "name: djl", "name.x=1"))
        .hasMessageContaining("'name' must be a text, got a section");
    assertThatThrownBy(() -> reader.text("s", "backend: djl", "backend.x=1"))
        .hasMessageContaining("--set backend.x=1: unknown key 'x'; known keys of 'backend': bl");
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

  @Test
  void textsStayAsTheyAreWritten() {
    for (String text :
        new String[] {"1.10", "007", "1e3", "2024_01", "a #b", "true", "~", "x: y"}) {
      Experiment experiment = reader.text("s", "data: {source: idx}", "data.dir=" + text);
      assertThat(experiment.data().source().settings()).containsEntry("dir", text);
      assertThat(reader.text("again", writer.yaml(experiment))).isEqualTo(experiment);
    }
    assertThat(reader.text("s", "data: {source: idx, dir: 1.10}").data().source().settings())
        .containsEntry("dir", "1.10");
  }

  @Test
  void listsAndSmallNumbersAreRead() {
    Experiment experiment =
        reader.text(
            "s", "seed: 1", "evaluation.pathTimes=[0.1, 0.9]", "training.learningRate=1e-4");
    assertThat(experiment.evaluation().pathTimes()).containsExactly(0.1, 0.9);
    assertThat(experiment.training().gradient().schedule().learningRate()).isEqualTo(1e-4);
  }

  @Test
  void filesAndPresetsAreToldApart(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "name: mine\n");
    assertThat(reader.read(file.toString()).name()).isEqualTo("mine");
    assertThat(reader.read("eight-gaussians").name()).isEqualTo("eight-gaussians");
    assertThatThrownBy(() -> reader.read("eight-gausians"))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("unknown preset 'eight-gausians' (did you mean 'eight-gaussians'?)");
    assertThatThrownBy(() -> reader.read(folder.resolve("b.yaml").toString()))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("no such specification file");
  }

  @Property(tries = 100)
  void aResolvedSpecificationReadsBackAsItWas(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 500) int dimension,
      @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1e3) double rate,
      @ForAll @StringLength(min = 1, max = 20) String name) {
    Experiment experiment =
        reader.text(
            "s",
            "seed: " + seed,
            "lifting.dimension=" + dimension,
            "training.learningRate=" + rate);
    Experiment named = experiment.withName(name.isBlank() ? "true" : name);
    String yaml = writer.yaml(named);
    assertThat(reader.text("again", yaml)).isEqualTo(named);
    assertThat(writer.yaml(reader.text("again", yaml))).isEqualTo(yaml);
  }
}
