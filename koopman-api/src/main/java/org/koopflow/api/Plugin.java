package org.koopflow.api;

import java.util.Optional;

/**
 * What all service providers have in common. Providers are found by {@link
 * java.util.ServiceLoader}, through {@code provides ... with ...} in a module descriptor or {@code
 * META-INF/services} on a class path, and chosen by {@link #name()} in the specification.
 *
 * @param <S> the record of settings; its components are the keys a user may write. It must be
 *     public and lie in an exported package. Component types: {@code int}, {@code long}, {@code
 *     double}, {@code boolean}, {@code String}, enums, {@code List<Integer>}, {@code List<Double>},
 *     {@code List<String>}, nested records of these, with a section of their own unless they are
 *     {@link Inlined}, {@link Selection}, an {@link Optional} of it, empty by default, for a part
 *     that need not be chosen, and {@link Selections}. Its canonical constructor refuses values out
 *     of range, and values that do not fit each other, with {@link InvalidSettingException}.
 */
public interface Plugin<S extends Record> {
  /**
   * The name a specification selects this plug-in by.
   *
   * @return lower-case letters, digits and hyphens; unique among the plug-ins of a kind
   */
  String name();

  /**
   * What it is, for a list of plug-ins.
   *
   * @return one line
   */
  String summary();

  /**
   * The settings that hold where the user says nothing.
   *
   * @return a record without null components
   */
  S defaults();

  /**
   * Why this plug-in cannot be used here, for instance for want of a native library. Must answer
   * quickly and load nothing heavy.
   *
   * @return empty if it can be used
   */
  default Optional<String> unavailable() {
    return Optional.empty();
  }
}
