package org.koopflow.api.data;

import org.koopflow.api.Provider;

/**
 * Loads or generates data of one kind.
 *
 * <p>A specification may write its settings beside {@code data.source} instead of below it. None of
 * them should therefore be called {@code transform} or {@code components}, which mean something
 * else there.
 *
 * @param <S> its settings: where from and how much
 */
public interface DataSourceProvider<S extends Record> extends Provider<S, DataContext, Dataset> {
  /**
   * Loads the data. The same settings and streams give the same rows.
   *
   * @param settings its settings
   * @param context streams for what is drawn
   * @return finite rows
   * @throws org.koopflow.api.SpecificationException if a setting it needs is missing
   * @throws org.koopflow.api.KoopflowException if a file is missing, damaged or holds a number that
   *     is not finite
   */
  @Override
  Dataset create(S settings, DataContext context);
}
