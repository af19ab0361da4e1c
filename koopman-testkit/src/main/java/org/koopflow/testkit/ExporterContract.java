package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.export.ExportedModel;
import org.koopflow.api.export.Exporter;
import org.koopflow.api.export.ExporterProvider;

/**
 * What holds for every exporter, whatever its format.
 *
 * @param <S> its settings
 */
public interface ExporterContract<S extends Record> extends PluginContract<ExporterProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * Settings that a model of two coordinates and twelve observables cannot be written with.
   *
   * @return empty if there are none, as there are unless overridden
   */
  default Optional<S> refused() {
    return Optional.empty();
  }

  private Exporter exporter(String purpose) {
    return provider().create(settings(), SmallExport.of(purpose));
  }

  private static byte[] written(Exporter exporter) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    exporter.write(out);
    return out.toByteArray();
  }

  /** A file of the format can be named by what it ends in. */
  @Test
  default void extensionIsLowerCaseWithoutADot() {
    assertThat(provider().extension()).matches("[a-z0-9]+");
  }

  /**
   * Other numbers are other bytes.
   *
   * @throws IOException if the exporter throws it
   */
  @Test
  default void writesTheNumbers() throws IOException {
    byte[] written = written(exporter("export"));
    assertThat(written).isNotEmpty();
    assertThat(written(exporter("another export"))).isNotEqualTo(written);
  }

  /**
   * The same model gives the same bytes, from one exporter and from another.
   *
   * @throws IOException if the exporter throws it
   */
  @Test
  default void writesTheSameBytesAgain() throws IOException {
    Exporter exporter = exporter("export");
    byte[] written = written(exporter);
    assertThat(written(exporter)).isEqualTo(written);
    assertThat(written(exporter("export"))).isEqualTo(written);
  }

  /**
   * The stream is the caller's: nothing before is lost, all is there, and more may follow.
   *
   * @throws IOException if the exporter throws it
   */
  @Test
  default void leavesTheStreamOpen() throws IOException {
    byte[] alone = written(exporter("export"));
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("the stream is closed");
          }
        };
    out.write('<');
    exporter("export").write(out);
    out.write('>');
    byte[] all = out.toByteArray();
    assertThat(all).hasSize(alone.length + 2).startsWith((byte) '<').endsWith((byte) '>');
    assertThat(Arrays.copyOfRange(all, 1, all.length - 1)).isEqualTo(alone);
  }

  /** A stream that cannot take the bytes is told as it is, not passed over. */
  @Test
  default void passesOnThatTheStreamIsBroken() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("no space left");
          }
        };
    assertThatThrownBy(() -> exporter("export").write(broken))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  /** Settings that ask for what the model has not are refused before anything is written. */
  @Test
  default void refusesWhatTheModelHasNot() {
    ExportedModel model = SmallExport.of("export");
    Optional<S> refused = refused();
    Assumptions.assumeTrue(
        refused.isPresent(),
        () -> "exporter '" + provider().name() + "' refuses no settings for the model tested with");
    Failures.assertRefuses(
        () -> provider().create(refused.orElseThrow(), model), provider().name());
  }
}
