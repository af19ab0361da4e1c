package org.koopflow.parts.recorded;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.numerics.file.Npy;
import org.koopflow.testkit.TeacherContract;

/** The contract of teachers, with both kinds of noise. */
class RecordedContractTest {
  @TempDir static Path folder;
  private static Path file;

  @BeforeAll
  static void write() {
    file = folder.resolve("paths.npy");
    Npy.write(
        file, RandomStreams.normal(4, 100, new RandomStreams(1).stream("x")), List.of(4, 50, 2));
  }

  interface Recorded extends TeacherContract<RecordedProvider.Settings> {
    @Override
    default TeacherProvider<RecordedProvider.Settings> provider() {
      return new RecordedProvider();
    }

    RecordedProvider.Noise noise();

    @Override
    default RecordedProvider.Settings settings() {
      return new RecordedProvider.Settings(
          file.toString(), List.of(), 0.1, RecordedProvider.Consistency.SPLINE, noise());
    }
  }

  @Nested
  class FromRecordedStarts implements Recorded {
    @Override
    public RecordedProvider.Noise noise() {
      return RecordedProvider.Noise.RECORDED;
    }
  }

  @Nested
  class FromNormalNoise implements Recorded {
    @Override
    public RecordedProvider.Noise noise() {
      return RecordedProvider.Noise.NORMAL;
    }
  }
}
