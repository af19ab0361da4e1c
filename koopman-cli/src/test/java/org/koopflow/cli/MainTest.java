package org.koopflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.koopflow.api.KoopflowException;

class MainTest {
  @Test
  void everyErrorTakesOneLine() {
    assertThat(Main.explanation(new KoopflowException("a\n  b"), false)).isEqualTo("a b");
    assertThat(Main.explanation(new IllegalStateException("odd"), false))
        .isEqualTo("internal error: IllegalStateException: odd; --debug shows where");
    assertThat(Main.explanation(new IllegalStateException("odd"), true))
        .isEqualTo("internal error: IllegalStateException: odd");
    assertThat(Main.explanation(new NullPointerException(), false)).contains("internal error");
    assertThat(Main.explanation(new OutOfMemoryError("Java heap space"), false))
        .startsWith("memory is exhausted (Java heap space)");
    assertThat(Main.explanation(new UnsatisfiedLinkError("libtorch.so\nno such file"), false))
        .isEqualTo("a library cannot be loaded: libtorch.so no such file");
  }
}
