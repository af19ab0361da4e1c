package org.koopflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.objective.Need;
import org.koopflow.api.teacher.Recording;
import org.koopflow.core.spec.Experiment;
import org.koopflow.parts.transform.NoneProvider;

/** Real rows to set beside samples, and what a recording offers. */
class MaterialTest {
  private static final int ROWS = 50;

  private static Batch numbered() {
    float[] x = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i] = i;
    }
    return Batch.of(ROWS, 1, x);
  }

  private static final Transform AS_IT_IS =
      new NoneProvider().create(new NoSettings(), new TransformContext(numbered()));

  private static Material material(Optional<Recording> recording) {
    Dataset data = Dataset.of("numbers", numbered(), Batch.of(2, 1, -1, -2));
    return recording.isPresent()
        ? new RecordedMaterial(Experiment.DEFAULT, data, recording.get())
        : new GivenData(Experiment.DEFAULT, data);
  }

  private static Recording recording(boolean velocities) {
    List<Batch> states = List.of(Batch.zeros(ROWS, 1), numbered());
    Recording.Part part = new Recording.Part(states, velocities ? states : List.of());
    return new Recording(new double[] {0, 1}, part, part);
  }

  private static Batch others(int count, long seed) {
    return material(Optional.empty())
        .others(count, new RandomStreams(seed).stream("others"), AS_IT_IS)
        .rows();
  }

  private static Set<Double> distinct(Batch rows) {
    Set<Double> distinct = new TreeSet<>();
    for (double value : rows.doubles()) {
      distinct.add(value);
    }
    return distinct;
  }

  @Test
  void othersAreTrainingRowsWithoutRepetition() {
    Set<Double> known = distinct(numbered());
    for (long seed = 0; seed < 100; seed++) {
      for (int count : new int[] {1, 7, ROWS}) {
        assertThat(known).containsAll(distinct(others(count, seed)));
        assertThat(distinct(others(count, seed))).hasSize(count);
      }
    }
    assertThat(others(1000, 1).rows()).isEqualTo(ROWS);
  }

  @Test
  void othersDependOnTheGeneratorAlone() {
    assertThat(others(20, 1)).isEqualTo(others(20, 1)).isNotEqualTo(others(20, 2));
    Material material = material(Optional.empty());
    RandomGenerator random = new RandomStreams(1).stream("others");
    Batch first = material.others(20, random, AS_IT_IS).rows();
    assertThat(first).isEqualTo(others(20, 1));
    assertThat(material.others(20, random, AS_IT_IS).rows()).isNotEqualTo(first);
  }

  /** Every row is as likely as another: 2,000 draws of 10 of 50 take each 400 times. */
  @Test
  void othersAreDrawnEvenly() {
    int[] counts = new int[ROWS];
    for (long seed = 0; seed < 2000; seed++) {
      for (double value : others(10, seed).doubles()) {
        counts[(int) value]++;
      }
    }
    // A deviation is sqrt(2000 * 0.2 * 0.8) = 18.
    for (int count : counts) {
      assertThat(count).isBetween(310, 490);
    }
  }

  @Test
  void othersOfARecordingAreItsFirstEnds() {
    Material material = material(Optional.of(recording(true)));
    assertThat(material.others(7, new RandomStreams(1).stream("others"), AS_IT_IS).rows())
        .isEqualTo(numbered().rows(0, 7));
    assertThat(material.others(1000, new RandomStreams(1).stream("others"), AS_IT_IS).rows())
        .isEqualTo(numbered());
  }

  @Test
  void aRecordingWithoutVelocitiesOffersEverythingElse() {
    assertThat(material(Optional.empty()).offers()).containsExactlyInAnyOrder(Need.values());
    assertThat(material(Optional.of(recording(true))).offers())
        .containsExactlyInAnyOrder(Need.values());
    assertThat(material(Optional.of(recording(false))).offers())
        .containsExactlyInAnyOrder(Need.TRAJECTORIES, Need.POINTS);
  }

  @Test
  void metricsAreOfferedWhatIsKnownOfTheFlow() {
    assertThat(material(Optional.empty()).measurable())
        .containsExactlyInAnyOrder(MetricNeed.VELOCITY, MetricNeed.PATH_VELOCITIES);
    assertThat(material(Optional.of(recording(true))).measurable())
        .containsExactlyInAnyOrder(MetricNeed.TRAINING_TRAJECTORIES, MetricNeed.PATH_VELOCITIES);
    assertThat(material(Optional.of(recording(false))).measurable())
        .containsExactly(MetricNeed.TRAINING_TRAJECTORIES);
  }

  @Test
  void fewerRowsAreJudgedOnAndTheRestStaysAsItIs() {
    for (Optional<Recording> recording :
        List.of(Optional.<Recording>empty(), Optional.of(recording(true)))) {
      Material all = material(recording);
      Material fewer = all.judgedOn(1);
      assertThat(fewer).isInstanceOf(all.getClass());
      assertThat(fewer.data().test()).isEqualTo(Batch.of(1, 1, -1));
      assertThat(fewer.data().train()).isEqualTo(all.data().train());
      assertThat(fewer.known()).isEqualTo(all.known());
      assertThat(all.judgedOn(5).heldOut(AS_IT_IS).rows()).isEqualTo(all.data().test());
    }
  }
}
