package org.koopflow.testkit;

import org.junit.jupiter.api.Nested;
import org.koopflow.api.NoSettings;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.testkit.example.DenseOperatorProvider;
import org.koopflow.testkit.example.GaussianSourceProvider;
import org.koopflow.testkit.example.LinearSamplerProvider;
import org.koopflow.testkit.example.NetworkLiftingProvider;
import org.koopflow.testkit.example.SeriesExponentialProvider;
import org.koopflow.testkit.example.SmallNetworkProvider;
import org.koopflow.testkit.example.StraightTeacherProvider;

/** The smallest plug-in of each kind keeps its contract. */
class ContractsTest {
  @Nested
  class OfNetworks implements NetworkContract<NoSettings> {
    @Override
    public NetworkProvider<NoSettings> provider() {
      return new SmallNetworkProvider();
    }
  }

  @Nested
  class OfLiftings implements LiftingContract<NoSettings> {
    @Override
    public LiftingProvider<NoSettings> provider() {
      return new NetworkLiftingProvider();
    }
  }

  @Nested
  class OfOperators implements OperatorContract<NoSettings> {
    @Override
    public OperatorProvider<NoSettings> provider() {
      return new DenseOperatorProvider();
    }
  }

  @Nested
  class OfExponentials implements ExponentialContract<NoSettings> {
    @Override
    public ExponentialProvider<NoSettings> provider() {
      return new SeriesExponentialProvider();
    }
  }

  @Nested
  class OfSamplers implements SamplerContract<NoSettings> {
    @Override
    public SamplerProvider<NoSettings> provider() {
      return new LinearSamplerProvider();
    }
  }

  @Nested
  class OfLinearFlows implements LinearFlowContract {
    @Override
    public LinearFlow flow() {
      return SpiralFlow.linear();
    }
  }

  @Nested
  class OfTeachers implements TeacherContract<NoSettings> {
    @Override
    public TeacherProvider<NoSettings> provider() {
      return new StraightTeacherProvider();
    }
  }

  @Nested
  class OfDataSources implements DataSourceContract {
    @Override
    public DataSourceProvider provider() {
      return new GaussianSourceProvider();
    }

    @Override
    public DataSettings settings() {
      return new DataSettings(provider().name(), "", "", 20, 10, "none", 0);
    }
  }
}
