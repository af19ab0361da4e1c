package org.koopflow.testkit;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.koopflow.api.NoSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.export.ExporterProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.study.ExecutorProvider;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.testkit.example.CentringProvider;
import org.koopflow.testkit.example.DenseOperatorProvider;
import org.koopflow.testkit.example.GaussianSourceProvider;
import org.koopflow.testkit.example.GradientDescentProvider;
import org.koopflow.testkit.example.LastFirstExecutorProvider;
import org.koopflow.testkit.example.LinearSamplerProvider;
import org.koopflow.testkit.example.MeanDistanceProvider;
import org.koopflow.testkit.example.NetworkLiftingProvider;
import org.koopflow.testkit.example.SeriesExponentialProvider;
import org.koopflow.testkit.example.SmallNetworkProvider;
import org.koopflow.testkit.example.StraightTeacherProvider;
import org.koopflow.testkit.example.TraceExporterProvider;

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
  class OfMetrics implements MetricContract<NoSettings> {
    @Override
    public MetricProvider<NoSettings> provider() {
      return new MeanDistanceProvider();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("meanDistance", 0.0);
    }

    @Override
    public boolean symmetric() {
      return true;
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
  class OfLinearFlowsUnderACondition implements LinearFlowContract {
    @Override
    public LinearFlow flow() {
      return new ConditionedSpiral();
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
  class OfOptimizers implements OptimizerContract<NoSettings> {
    @Override
    public OptimizerProvider<NoSettings> provider() {
      return new GradientDescentProvider();
    }
  }

  @Nested
  class OfTransforms implements TransformContract<NoSettings> {
    @Override
    public TransformProvider<NoSettings> provider() {
      return new CentringProvider();
    }
  }

  @Nested
  class OfDataSources implements DataSourceContract<GaussianSourceProvider.Settings> {
    @Override
    public DataSourceProvider<GaussianSourceProvider.Settings> provider() {
      return new GaussianSourceProvider();
    }

    @Override
    public GaussianSourceProvider.Settings settings() {
      return provider().defaults();
    }
  }

  @Nested
  class OfExporters implements ExporterContract<TraceExporterProvider.Settings> {
    @Override
    public ExporterProvider<TraceExporterProvider.Settings> provider() {
      return new TraceExporterProvider();
    }

    @Override
    public Optional<TraceExporterProvider.Settings> refused() {
      return Optional.of(new TraceExporterProvider.Settings(99));
    }
  }

  @Nested
  class OfExecutors implements ExecutorContract<NoSettings> {
    @Override
    public ExecutorProvider<NoSettings> provider() {
      return new LastFirstExecutorProvider();
    }
  }
}
