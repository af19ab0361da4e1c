package org.koopflow.teacher.rectified;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherFitting;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A rectified flow. Its weights are those of the network and, if the flow made them, the pairs of
 * its last training, since the path whose marginal flow the network is joins just those.
 */
record RectifiedTeacher(Space space, Network network, RectifiedProvider.Settings settings)
    implements Teacher {
  private static final String NETWORK = "network";
  private static final String PAIRS = "pairs";

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(Parameter.under(NETWORK, network.parameters()));
    if (settings.keepsPairs()) {
      Shape shape = new Shape(settings.pairs(), 2 * space.columns());
      all.add(new Parameter(PAIRS, shape, Initializer.constant(0)));
    }
    return all;
  }

  @Override
  public FittedWeights fit(TeacherFitting fitting) {
    return new Rounds(this, fitting).run();
  }

  /** What is stored: the weights of the network and the pairs it was last trained on. */
  Weights stored(Weights networkWeights, Pairs pairs) {
    Weights named = networkWeights.under(NETWORK);
    return settings.keepsPairs()
        ? named.and(new Weights(Map.of(PAIRS, pairs.sideBySide())))
        : named;
  }

  /** The path of the first training, from independent noise to data. */
  PathBatch independent(TrainingRows data, int size, RandomGenerator random) {
    return Pairs.independent(data, size, random).points(random);
  }

  @Override
  public PathBatch path(Weights fitted, TrainingRows data, int size, RandomGenerator random) {
    return settings.keepsPairs()
        ? Pairs.of(fitted.get(PAIRS)).draw(size, random).points(random)
        : independent(data, size, random);
  }

  @Override
  public VelocityField velocity(Backend backend, Weights weights) {
    return field(backend, weights.in(NETWORK));
  }

  VelocityField field(Backend backend, Weights networkWeights) {
    return VelocityField.of(space, backend, this::velocity, networkWeights);
  }

  Tensor velocity(Scope scope, Tensor t, Tensor x) {
    return network.apply(scope, NetworkInput.of(space, t, x));
  }
}
