package org.koopflow.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.core.plugin.Fakes;
import org.koopflow.core.plugin.Plugins;

/**
 * What is read of a specification, its layers and overrides, and written so that it reads the same.
 */
class ExperimentReaderTest {
  private final Plugins plugins = Fakes.builder().build();
  private final ExperimentReader reader = new ExperimentReader(plugins);
  private final ExperimentWriter writer = new ExperimentWriter(plugins);

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
