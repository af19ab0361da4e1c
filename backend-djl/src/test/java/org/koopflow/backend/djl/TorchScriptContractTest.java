package org.koopflow.backend.djl;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.testkit.TeacherContract;

/** The contract of teachers, with and without a path of its own. */
class TorchScriptContractTest {
  @TempDir static Path folder;
  private static Path file;

  @BeforeAll
  static void write() throws IOException {
    file = TorchScriptFiles.write(folder.resolve("field.pt"), "Tensor", "return torch.mul(t, x)");
  }

  @Nested
  class Trajectories implements TeacherContract<TorchScriptProvider.Settings> {
    @Override
    public TeacherProvider<TorchScriptProvider.Settings> provider() {
      return new TorchScriptProvider();
    }

    @Override
    public TorchScriptProvider.Settings settings() {
      return TorchScriptTest.settings(
          file, TorchScriptProvider.Time.COLUMN, TorchScriptProvider.Path.TRAJECTORIES);
    }
  }

  @Nested
  class Linear implements TeacherContract<TorchScriptProvider.Settings> {
    @Override
    public TeacherProvider<TorchScriptProvider.Settings> provider() {
      return new TorchScriptProvider();
    }

    @Override
    public TorchScriptProvider.Settings settings() {
      return TorchScriptTest.settings(
          file, TorchScriptProvider.Time.COLUMN, TorchScriptProvider.Path.LINEAR);
    }
  }
}
