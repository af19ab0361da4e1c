package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/**
 * What holds for every source of data.
 *
 * @param <S> its settings
 */
public interface DataSourceContract<S extends Record>
    extends PluginContract<DataSourceProvider<S>> {
  /**
   * Settings the source can load with here, small ones for a source that generates.
   *
   * @return the settings
   */
  S settings();

  /**
   * Settings of a source that reads files which name one that is not there, called {@code
   * no-such-file} or {@code no-such-folder}.
   *
   * @return empty for a source that reads none
   */
  default Optional<S> settingsOfNoFile() {
    return Optional.empty();
  }

  /**
   * What the source is given.
   *
   * @param random streams for what is drawn
   * @return the streams alone unless overridden, for a source that needs more
   */
  default DataContext context(RandomStreams random) {
    return new DataContext(random);
  }

  private Dataset load(long seed) {
    return provider().create(settings(), context(new RandomStreams(seed)));
  }

  /** There are rows to learn from and rows to judge by, all of finite numbers. */
  @Test
  default void loadsFiniteRows() {
    Dataset data = load(1);
    assertThat(data.name()).isNotBlank();
    assertThat(data.dimension()).isPositive();
    for (Batch part : new Batch[] {data.train(), data.test()}) {
      assertThat(part.rows()).isPositive();
      assertThat(part.isFinite()).isTrue();
    }
    assertThat(data.train()).isNotEqualTo(data.test());
  }

  /** Labels, where there are any, are there for both parts and count from 0. */
  @Test
  default void labelsBothPartsOrNone() {
    Dataset data = load(1);
    assertThat(data.trainLabels().isPresent()).isEqualTo(data.testLabels().isPresent());
    for (Optional<int[]> labels : List.of(data.trainLabels(), data.testLabels())) {
      labels.ifPresent(l -> assertThat(Arrays.stream(l).min().orElseThrow()).isNotNegative());
    }
  }

  /** The same seed loads the same bits. */
  @Test
  default void isDeterministic() {
    Dataset one = load(1);
    Dataset same = load(1);
    Samples.assertSameBits(same.train(), one.train());
    Samples.assertSameBits(same.test(), one.test());
    assertThat(same.trainLabels().isPresent()).isEqualTo(one.trainLabels().isPresent());
    one.trainLabels().ifPresent(l -> assertThat(same.trainLabels()).hasValue(l));
  }

  /** A source that reads files says in one line which of them is not there. */
  @Test
  default void namesAFileThatIsNotThere() {
    Optional<S> nowhere = settingsOfNoFile();
    Assumptions.assumeTrue(
        nowhere.isPresent(), () -> "data source '" + provider().name() + "' reads no files");
    DataContext context = context(new RandomStreams(1));
    assertThatThrownBy(() -> provider().create(nowhere.orElseThrow(), context))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("no-such-")
        .hasMessageNotContaining("\n");
  }
}
