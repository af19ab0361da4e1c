package org.koopflow.parts.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.numerics.file.Npy;
import org.koopflow.testkit.DataSourceContract;

/** Sources that read what is there already keep the contract of data sources. */
class SourceContractsTest {
  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Npy.write(folder.resolve("a.npy"), Batch.of(5, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    Files.writeString(folder.resolve("a.csv"), "x;y;kind\n1;2;a\n3;4;b\n5;6;a\n7;8;c\n");
    IdxFiles.writeFolder(folder);
  }

  @Nested
  class OfNpy implements DataSourceContract<NpyData.Settings> {
    @Override
    public DataSourceProvider<NpyData.Settings> provider() {
      return new NpyData();
    }

    @Override
    public NpyData.Settings settings() {
      return new NpyData.Settings(folder.resolve("a.npy").toString(), 2, "", List.of());
    }

    @Override
    public Optional<NpyData.Settings> settingsOfNoFile() {
      return Optional.of(new NpyData.Settings("no-such-file.npy", 2, "", List.of()));
    }
  }

  @Nested
  class OfCsv implements DataSourceContract<CsvData.Settings> {
    @Override
    public DataSourceProvider<CsvData.Settings> provider() {
      return new CsvData();
    }

    private CsvData.Settings settings(Path file) {
      return new CsvData.Settings(file.toString(), 2, ";", "kind", List.of());
    }

    @Override
    public CsvData.Settings settings() {
      return settings(folder.resolve("a.csv"));
    }

    @Override
    public Optional<CsvData.Settings> settingsOfNoFile() {
      return Optional.of(settings(Path.of("no-such-file.csv")));
    }
  }

  interface OfImages extends DataSourceContract<ImageFolder> {
    @Override
    default ImageFolder settings() {
      return new ImageFolder(folder.toString());
    }

    @Override
    default Optional<ImageFolder> settingsOfNoFile() {
      return Optional.of(new ImageFolder("no-such-folder"));
    }
  }

  @Nested
  class OfIdx implements OfImages {
    @Override
    public DataSourceProvider<ImageFolder> provider() {
      return new IdxImages();
    }
  }

  @Nested
  class OfMnist implements OfImages {
    @Override
    public DataSourceProvider<ImageFolder> provider() {
      return new Mnist();
    }
  }

  @Nested
  class OfFashionMnist implements OfImages {
    @Override
    public DataSourceProvider<ImageFolder> provider() {
      return new FashionMnist();
    }
  }

  @Nested
  class OfTheTeacher implements DataSourceContract<NoSettings> {
    @Override
    public DataSourceProvider<NoSettings> provider() {
      return new TaughtData();
    }

    @Override
    public NoSettings settings() {
      return new NoSettings();
    }

    @Override
    public DataContext context(RandomStreams random) {
      Batch ends = RandomStreams.normal(9, 2, random.stream("ends"));
      return new DataContext(
          random, Optional.of(Dataset.of("recorded", ends.rows(0, 6), ends.rows(6, 9))));
    }
  }
}
