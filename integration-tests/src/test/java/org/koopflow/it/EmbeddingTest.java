package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.core.Koopflow;
import org.koopflow.core.KoopflowModule;
import org.koopflow.core.RunResult;
import org.koopflow.core.plugin.Plugins;

/** The examples for programs that embed the framework. */
class EmbeddingTest {
  @Test
  void thePlainExampleSamples() throws IOException {
    Map<Path, FileTime> before = workingDirectory();
    Batch samples = EmbeddingExample.plain(Small.overrides());
    assertThat(samples.rows()).isEqualTo(1000);
    assertThat(samples.columns()).isEqualTo(2);
    assertThat(samples.isFinite()).isTrue();
    assertThat(samples).isEqualTo(EmbeddingExample.plain(Small.overrides()));
    assertThat(workingDirectory()).isEqualTo(before);
  }

  @Test
  void theReportOfARunShowsWhatItsSpectrumSays() {
    Koopflow koopflow = Koopflow.create();
    RunResult result = koopflow.run(Small.experiment(koopflow, "evaluation.spectrum=50"));
    assertThat(EmbeddingExample.report(koopflow, result))
        .startsWith("<!DOCTYPE html>")
        .contains("<title>eight-gaussians", "\"fidelityError\"", "\"certificate\"")
        .contains("\"missing\": []");
  }

  /** Files of the working directory; the build's own output goes on growing while tests run. */
  private static Map<Path, FileTime> workingDirectory() throws IOException {
    Map<Path, FileTime> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(Path.of(""))) {
      for (Path file : all.filter(path -> !path.startsWith("target")).toList()) {
        files.put(file, Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  @Test
  void guiceFindsWhatIsDiscovered() {
    assertThat(PluginNames.of(EmbeddingExample.withGuice().plugins()))
        .isEqualTo(PluginNames.of(Plugins.discover()));
  }

  @Test
  void guiceKnowsWhatAnApplicationAdds() {
    Injector injector =
        Guice.createInjector(
            new KoopflowModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                MapBinder.newMapBinder(
                        binder(),
                        new TypeLiteral<String>() {},
                        new TypeLiteral<DataSourceProvider<?>>() {})
                    .addBinding("line")
                    .to(Line.class);
              }
            });
    Koopflow koopflow = injector.getInstance(Koopflow.class);
    assertThat(injector.getInstance(Koopflow.class)).isSameAs(koopflow);
    assertThat(koopflow.plugins()).isSameAs(injector.getInstance(Plugins.class));
    Dataset data =
        koopflow.run(Small.experiment(koopflow, "data.source=line", "data.samples=300")).data();
    assertThat(data.name()).isEqualTo("line");
    assertThat(data.train().rows()).isEqualTo(300);
  }

  /** An application's own data. */
  public static final class Line implements DataSourceProvider<Line.Settings> {
    /** How many points. */
    public record Settings(int samples, int testSamples) {}

    @Override
    public String name() {
      return "line";
    }

    @Override
    public String summary() {
      return "points of a diagonal";
    }

    @Override
    public Settings defaults() {
      return new Settings(1000, 1000);
    }

    @Override
    public Dataset create(Settings settings, DataContext context) {
      return Dataset.of(
          "line",
          points(settings.samples, context.random().stream("train")),
          points(settings.testSamples, context.random().stream("test")));
    }

    private static Batch points(int rows, RandomGenerator random) {
      float[] points = new float[2 * rows];
      for (int i = 0; i < rows; i++) {
        points[2 * i] = (float) random.nextGaussian();
        points[2 * i + 1] = points[2 * i] + 0.1f * (float) random.nextGaussian();
      }
      return Batch.of(rows, 2, points);
    }
  }
}
