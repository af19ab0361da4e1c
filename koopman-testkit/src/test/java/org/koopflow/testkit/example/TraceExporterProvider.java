package org.koopflow.testkit.example;

import java.nio.charset.StandardCharsets;
import org.koopflow.api.Matrix;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.export.ExportedModel;
import org.koopflow.api.export.Exporter;
import org.koopflow.api.export.ExporterProvider;

/** How fast the first observables grow by themselves: the head of the generator's diagonal. */
public final class TraceExporterProvider
    implements ExporterProvider<TraceExporterProvider.Settings> {
  /**
   * How much.
   *
   * @param observables how many of them
   */
  public record Settings(int observables) {}

  @Override
  public String name() {
    return "trace";
  }

  @Override
  public String summary() {
    return "the diagonal of the generator, one number a line";
  }

  @Override
  public Settings defaults() {
    return new Settings(3);
  }

  @Override
  public String extension() {
    return "txt";
  }

  @Override
  public Exporter create(Settings settings, ExportedModel model) {
    int known = model.lifting().layout().observables();
    if (settings.observables > known) {
      throw new SpecificationException(
          "exporter 'trace' writes at most the "
              + known
              + " observables the model has, asked for "
              + settings.observables);
    }
    return out -> {
      Matrix generator = model.generator();
      for (int k = 0; k < settings.observables; k++) {
        int index = model.lifting().layout().indexOf(k);
        out.write((generator.get(index, index) + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    };
  }
}
