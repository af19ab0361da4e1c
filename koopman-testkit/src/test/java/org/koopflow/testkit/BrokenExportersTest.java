package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.koopflow.api.NoSettings;
import org.koopflow.api.export.ExportedModel;
import org.koopflow.api.export.Exporter;
import org.koopflow.api.export.ExporterProvider;

/** Exporters with a mistake fail the test that is there to find it. */
class BrokenExportersTest {
  private static void assertFails(ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class);
  }

  private record BrokenProvider(Function<ExportedModel, Exporter> mistake)
      implements ExporterProvider<NoSettings> {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String summary() {
      return "has a mistake";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public String extension() {
      return ".TXT";
    }

    @Override
    public Exporter create(NoSettings settings, ExportedModel model) {
      return mistake.apply(model);
    }
  }

  /** An interface, so that no test runs on its own. */
  private interface Contract extends ExporterContract<NoSettings> {
    @Override
    default Optional<NoSettings> refused() {
      return Optional.of(new NoSettings());
    }
  }

  private static Contract contract(Function<ExportedModel, Exporter> mistake) {
    return () -> new BrokenProvider(mistake);
  }

  private static byte[] bytes(ExportedModel model) {
    return Arrays.toString(model.generator().toArray()).getBytes();
  }

  @Test
  void oneThatWritesNoNumbers() {
    Contract contract = contract(model -> out -> out.write('L'));
    assertFails(contract::writesTheNumbers);
    assertFails(contract::extensionIsLowerCaseWithoutADot);
    assertFails(contract::refusesWhatTheModelHasNot);
  }

  @Test
  void oneThatClosesWhatIsNotItsOwn() {
    Contract contract =
        contract(
            model ->
                out -> {
                  out.write(bytes(model));
                  out.close();
                });
    assertFails(contract::leavesTheStreamOpen);
  }

  @Test
  void oneThatForgetsToFlush() {
    Contract contract =
        contract(model -> out -> new BufferedOutputStream(out, 1 << 20).write(bytes(model)));
    assertFails(contract::writesTheNumbers);
  }

  @Test
  void oneThatPassesOverABrokenStream() {
    Contract contract =
        contract(
            model ->
                out -> {
                  PrintStream silent = new PrintStream(out);
                  silent.writeBytes(bytes(model));
                  silent.flush();
                });
    assertFails(contract::passesOnThatTheStreamIsBroken);
  }

  @Test
  void oneThatWritesWhenItWasAsked() {
    Contract contract =
        contract(
            model ->
                out -> {
                  out.write(bytes(model));
                  out.write(Long.toString(System.nanoTime()).getBytes());
                });
    assertFails(contract::writesTheSameBytesAgain);
  }
}
