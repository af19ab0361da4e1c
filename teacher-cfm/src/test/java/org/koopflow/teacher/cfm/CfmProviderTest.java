package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.Networks;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.tensor.Initializer;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.testkit.TeacherContract;

class CfmProviderTest implements TeacherContract<CfmProvider.Settings> {
  /** One matrix: enough to see which sizes a teacher asks for. */
  private record OneMatrix(int inputs, int outputs) implements Network {
    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("W", new Shape(inputs, outputs), Initializer.uniform(1)));
    }

    @Override
    public Tensor apply(Scope scope, Tensor input) {
      return input.matmul(scope.parameter("W"));
    }
  }

  private static final Networks NETWORKS =
      (selection, inputs, outputs) -> new OneMatrix(inputs, outputs);

  @Override
  public CfmProvider provider() {
    return new CfmProvider();
  }

  @Test
  void theNetworkSeesTimeAndState() {
    Teacher teacher = provider().create(provider().defaults(), 3, NETWORKS);
    assertThat(teacher.dimension()).isEqualTo(3);
    assertThat(teacher.parameters())
        .singleElement()
        .extracting(Parameter::shape)
        .isEqualTo(new Shape(4, 3));
  }

  @Test
  void pathPointsComeFromTheDataGiven() {
    Teacher teacher = provider().create(provider().defaults(), 2, NETWORKS);
    Batch data = Batch.of(2, 2, 5, 0, -5, 0);
    PathBatch path = teacher.path(data, 500, new RandomStreams(1).stream("p"));
    for (int i = 0; i < 500; i++) {
      double end = path.x().get(i, 0) + (1 - path.t().get(i, 0)) * path.target().get(i, 0);
      assertThat(Math.abs(end)).isBetween(4.9999, 5.0001);
    }
    assertThat(teacher.path(data, 500, new RandomStreams(1).stream("p"))).isEqualTo(path);
  }

  @Test
  void aNegativeSigmaIsRefused() {
    CfmProvider.Settings defaults = provider().defaults();
    assertThatThrownBy(
            () -> new CfmProvider.Settings(defaults.network(), -0.1, defaults.training()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -0.1");
  }
}
