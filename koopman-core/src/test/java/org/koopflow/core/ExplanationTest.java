package org.koopflow.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.koopflow.api.KoopflowException;

class ExplanationTest {
  private static String told(String message) {
    return Explanation.of(new KoopflowException(message));
  }

  @Test
  void aMessageIsOneLineWithoutControlCharacters() {
    assertThat(told(" a\r\n  b\u001b[31m\tc ")).isEqualTo("a b?[31m?c");
  }

  @Test
  void aLongMessageKeepsItsBeginningAndItsEnd() {
    String told = told("key 'a': got '" + "x".repeat(1_000_000) + "', allowed is b");
    assertThat(told).startsWith("key 'a': got 'xxx").endsWith("xxx', allowed is b");
    assertThat(told).contains("999129 characters are left out").hasSizeLessThan(1000);
    String short1000 = "y".repeat(1000);
    assertThat(told(short1000)).isEqualTo(short1000);
  }

  @Test
  void errorsAreToldWithTheirKind() {
    assertThat(Explanation.of(new AssertionError("odd")))
        .isEqualTo("internal error: AssertionError: odd");
    assertThat(Explanation.of(new StackOverflowError())).startsWith("the stack is exhausted");
  }
}
