package org.koopflow.core;

import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;

/**
 * What an experiment learns from: a data set, or what its teacher recorded, whose ends then are the
 * data.
 *
 * @param experiment the experiment, with a data section that says where the data come from
 * @param data the data
 * @param recording trajectories in the coordinates of the data, if the teacher brings any
 */
record Material(Experiment experiment, Dataset data, Optional<Recording> recording) {
  static Material load(Plugins plugins, Experiment experiment) {
    RandomStreams random = new RandomStreams(experiment.seed()).in("data");
    DataSettings settings = experiment.data();
    Optional<Recording> recording =
        plugins.with(
            TeacherProvider.class,
            experiment.teacher(),
            (TeacherProvider<Record> provider, Record own) ->
                provider.recording(own, settings, random));
    if (recording.isEmpty()) {
      return new Material(experiment, plugins.data(settings, random), recording);
    }
    DataSettings own =
        new DataSettings(
            TeacherProvider.OWN_DATA,
            settings.file(),
            settings.dir(),
            settings.samples(),
            settings.testSamples(),
            settings.transform(),
            settings.components());
    Dataset ends =
        Dataset.of(
            experiment.teacher().type(),
            recording.get().train().ends(),
            recording.get().test().ends());
    return new Material(experiment.withData(own), ends, recording);
  }

  /** The trajectories in the coordinates of the flow. */
  Optional<Recording> recording(Transform transform) {
    return recording.map(r -> r.map(transform::forward, transform::forwardVelocity));
  }

  /** Hash of all there is to learn from and to judge by. */
  String hash() {
    return DataHash.of(
        recording
            .map(
                r ->
                    Dataset.of(
                        data.name(),
                        Batch.stack(r.train().states()),
                        Batch.stack(r.test().states())))
            .orElse(data));
  }
}
