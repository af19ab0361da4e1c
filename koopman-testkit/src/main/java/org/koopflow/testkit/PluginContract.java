package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Plugin;

/**
 * What holds for a provider of any kind. Extend the contract of the kind, name the provider, and
 * these tests come with it.
 *
 * @param <P> the kind of provider
 */
public interface PluginContract<P extends Plugin<?>> {
  /**
   * The provider under test.
   *
   * @return a new or shared instance
   */
  P provider();

  /** A name can be written in a specification. */
  @Test
  default void nameIsLowerCase() {
    assertThat(provider().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
  }

  /** A summary fits one line of a list. */
  @Test
  default void summaryIsOneLine() {
    assertThat(provider().summary()).isNotBlank().doesNotContain("\n").hasSizeLessThan(100);
  }

  /** Settings can be read from outside their module and say something for every key. */
  @Test
  default void defaultsAreReadable() throws ReflectiveOperationException {
    Record defaults = provider().defaults();
    assertThat(defaults).isNotNull();
    assertThat(Modifier.isPublic(defaults.getClass().getModifiers())).isTrue();
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      assertThat(component.getAccessor().invoke(defaults)).as(component.getName()).isNotNull();
    }
  }
}
