package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Plugin;
import org.koopflow.api.Provider;

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

  /**
   * Settings can be read from outside their module and say something for every key.
   *
   * @throws ReflectiveOperationException if a component cannot be read
   */
  @Test
  default void defaultsAreReadable() throws ReflectiveOperationException {
    Record defaults = provider().defaults();
    assertThat(defaults).isNotNull();
    assertThat(provider().defaults()).as("defaults asked for again").isEqualTo(defaults);
    assertThat(Modifier.isPublic(defaults.getClass().getModifiers())).isTrue();
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      assertThat(component.getAccessor().invoke(defaults)).as(component.getName()).isNotNull();
    }
  }

  /** What keeps it from being used here, if anything does, is said in one line, and every time. */
  @Test
  default void saysInOneLineWhyItIsUnavailable() {
    Optional<String> reason = provider().unavailable();
    reason.ifPresent(
        line -> assertThat(line).isNotBlank().doesNotContain("\n").doesNotContain("\r"));
    assertThat(provider().unavailable()).as("asked again").isEqualTo(reason);
  }

  /** The service loader finds the provider under its kind, which is how a user gets it. */
  @Test
  default void isFoundByServiceLoader() {
    Class<? extends P> type = type();
    Module module = type.getModule();
    Class<?> service = service(type);
    ServiceLoader<?> loader =
        module.isNamed()
            ? ServiceLoader.load(module.getLayer(), service)
            : ServiceLoader.load(service, type.getClassLoader());
    assertThat(loader.stream().map(ServiceLoader.Provider::type).map(Class::getName))
        .as("providers of %s", service.getName())
        .contains(type.getName());
  }

  /**
   * It is listed in {@code META-INF/services} as well, for users who have no module path.
   *
   * @throws IOException if the list cannot be read
   */
  @Test
  default void isListedForTheClassPath() throws IOException {
    Class<? extends P> type = type();
    String list = "META-INF/services/" + service(type).getName();
    try (InputStream in = type.getModule().getResourceAsStream(list)) {
      assertThat(in).as(list).isNotNull();
      String names = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(names.lines().map(String::strip)).contains(type.getName());
    }
  }

  /** The class of the provider; an instance of {@code P} has a class that extends it. */
  private Class<? extends P> type() {
    @SuppressWarnings("unchecked")
    Class<? extends P> type = (Class<? extends P>) provider().getClass();
    return type;
  }

  /**
   * The kind of a provider: the interface among its ancestors whose own parent is common to all.
   */
  private static Class<?> service(Class<?> provider) {
    List<Class<?>> ancestors = new ArrayList<>(List.of(provider));
    for (int i = 0; i < ancestors.size(); i++) {
      Class<?> ancestor = ancestors.get(i);
      List<Class<?>> parents = List.of(ancestor.getInterfaces());
      if (ancestor.isInterface()
          && ancestor != Provider.class
          && (parents.contains(Provider.class) || parents.contains(Plugin.class))) {
        return ancestor;
      }
      ancestors.addAll(List.of(ancestor.getInterfaces()));
      if (ancestor.getSuperclass() != null) {
        ancestors.add(ancestor.getSuperclass());
      }
    }
    throw new AssertionError(provider + " implements no kind of plug-in");
  }
}
