package org.koopflow.parts.metrics;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.testkit.MetricContract;

/** The built-in metrics keep the contract of metrics. */
class MetricContractsTest {
  @Nested
  class OfSlicedWasserstein implements MetricContract<SlicedWassersteinMetric.Settings> {
    @Override
    public MetricProvider<SlicedWassersteinMetric.Settings> provider() {
      return new SlicedWassersteinMetric();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("slicedWasserstein", 0.0);
    }

    @Override
    public boolean symmetric() {
      return true;
    }
  }

  @Nested
  class OfEnergy implements MetricContract<EnergyMetric.Settings> {
    @Override
    public MetricProvider<EnergyMetric.Settings> provider() {
      return new EnergyMetric();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("energy", 0.0);
    }

    @Override
    public boolean symmetric() {
      return true;
    }
  }

  @Nested
  class OfEnergyOfFewSamples implements MetricContract<EnergyMetric.Settings> {
    @Override
    public MetricProvider<EnergyMetric.Settings> provider() {
      return new EnergyMetric();
    }

    @Override
    public EnergyMetric.Settings settings() {
      return new EnergyMetric.Settings(9);
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("energy", 0.0);
    }

    @Override
    public boolean symmetric() {
      return true;
    }
  }

  @Nested
  class OfClassDistance implements MetricContract<SlicedWassersteinMetric.Settings> {
    @Override
    public MetricProvider<SlicedWassersteinMetric.Settings> provider() {
      return new ClassDistanceMetric();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("classSlicedWasserstein", 0.0, "worstClassSlicedWasserstein", 0.0);
    }

    @Override
    public boolean symmetric() {
      return true;
    }
  }

  @Nested
  class OfClassAccuracy implements MetricContract<NoSettings> {
    @Override
    public MetricProvider<NoSettings> provider() {
      return new ClassAccuracyMetric();
    }
  }

  @Nested
  class OfFrechet implements MetricContract<NoSettings> {
    @Override
    public MetricProvider<NoSettings> provider() {
      return new FrechetMetric();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("frechet", 0.0);
    }

    @Override
    public boolean symmetric() {
      return true;
    }
  }

  @Nested
  class OfEvaluations implements MetricContract<NoSettings> {
    @Override
    public MetricProvider<NoSettings> provider() {
      return new EvaluationsMetric();
    }
  }

  @Nested
  class OfThroughput implements MetricContract<ThroughputMetric.Settings> {
    @Override
    public MetricProvider<ThroughputMetric.Settings> provider() {
      return new ThroughputMetric();
    }

    @Override
    public ThroughputMetric.Settings settings() {
      return new ThroughputMetric.Settings(50, 2);
    }
  }

  @Nested
  class OfEndError implements MetricContract<NoSettings> {
    @Override
    public MetricProvider<NoSettings> provider() {
      return new EndErrorMetric();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("endMse", 0.0);
    }
  }

  @Nested
  class OfPathError implements MetricContract<NoSettings> {
    @Override
    public MetricProvider<NoSettings> provider() {
      return new PathErrorMetric();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("pathMse", 0.0);
    }
  }

  @Nested
  class OfRecordedEnds implements MetricContract<NoSettings> {
    @Override
    public MetricProvider<NoSettings> provider() {
      return new RecordedEndsMetric();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("endMseTraining", 0.0, "endMseOverVariance", 0.0);
    }
  }

  @Nested
  class OfRelativeResidual implements MetricContract<NoSettings> {
    @Override
    public MetricProvider<NoSettings> provider() {
      return new RelativeResidualMetric();
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("relativeResidual", 0.0);
    }
  }
}
