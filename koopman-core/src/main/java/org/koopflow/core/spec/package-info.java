/**
 * What determines a run: an {@link org.koopflow.core.spec.Experiment}, with its sections as
 * records, read from YAML, presets and single overrides, and written back so that it reads the
 * same. What a plug-in's own settings may be is asked of {@link org.koopflow.core.plugin}.
 */
package org.koopflow.core.spec;
