package org.koopflow.core;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.RecordingContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.DataSection;
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
  /** Name of the source that gives the data a teacher brings. */
  private static final String TAUGHT = "teacher";

  static Material load(Plugins plugins, Experiment experiment) {
    RandomStreams random = new RandomStreams(experiment.seed()).in("data");
    DataSection section = experiment.data();
    RecordingContext context = new RecordingContext(section.transform(), random);
    Optional<Recording> recording =
        plugins.with(
            TeacherProvider.class,
            experiment.teacher(),
            (TeacherProvider<Record> provider, Record own) -> provider.recording(own, context));
    String teacher = experiment.teacher().type();
    DataSection data =
        recording.isPresent() ? section.from(taught(teacher, section.source().type())) : section;
    Optional<Dataset> ends =
        recording.map(r -> Dataset.of(teacher, r.train().ends(), r.test().ends()));
    return new Material(
        experiment.withData(data),
        plugins.create(DataSourceProvider.class, data.source(), new DataContext(random, ends)),
        recording);
  }

  /** The source of a teacher's own data, which is the only one it can be combined with. */
  private static Selection<DataSourceProvider<?>> taught(String teacher, String source) {
    if (!List.of(TAUGHT, DataSection.DEFAULT.source().type()).contains(source)) {
      throw new SpecificationException(
          "teacher '"
              + teacher
              + "' brings its own data, the ends of its trajectories, so data.source must be "
              + TAUGHT
              + " or be left out, got '"
              + source
              + "'");
    }
    return Selection.of(TAUGHT);
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
