package org.koopflow.parts;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Selection;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.numerics.exponential.EigenSettings;
import org.koopflow.numerics.exponential.EulerSettings;
import org.koopflow.numerics.exponential.TaylorSettings;
import org.koopflow.parts.data.Checkerboard;
import org.koopflow.parts.data.EightGaussians;
import org.koopflow.parts.data.Gaussian;
import org.koopflow.parts.data.GeneratedSource;
import org.koopflow.parts.data.Pinwheel;
import org.koopflow.parts.data.SwissRoll;
import org.koopflow.parts.data.TwoMoons;
import org.koopflow.parts.data.TwoSpirals;
import org.koopflow.parts.exponential.AutoProvider;
import org.koopflow.parts.exponential.BlockProvider;
import org.koopflow.parts.exponential.EigenProvider;
import org.koopflow.parts.exponential.EulerProvider;
import org.koopflow.parts.exponential.KrylovProvider;
import org.koopflow.parts.exponential.PadeProvider;
import org.koopflow.parts.exponential.TaylorProvider;
import org.koopflow.parts.lifting.Centres;
import org.koopflow.parts.lifting.Decoder;
import org.koopflow.parts.lifting.DecoderFreeLiftingProvider;
import org.koopflow.parts.lifting.EncoderDecoderSettings;
import org.koopflow.parts.lifting.FourierFeatures;
import org.koopflow.parts.lifting.LiftingSettings;
import org.koopflow.parts.lifting.MlpLiftingProvider;
import org.koopflow.parts.lifting.PolynomialLiftingProvider;
import org.koopflow.parts.lifting.ProjectedLiftingProvider;
import org.koopflow.parts.lifting.RadialBasisLiftingProvider;
import org.koopflow.parts.lifting.RandomFourierLiftingProvider;
import org.koopflow.parts.metrics.EndErrorMetric;
import org.koopflow.parts.metrics.EnergyMetric;
import org.koopflow.parts.metrics.EvaluationsMetric;
import org.koopflow.parts.metrics.FrechetMetric;
import org.koopflow.parts.metrics.PathErrorMetric;
import org.koopflow.parts.metrics.RecordedEndsMetric;
import org.koopflow.parts.metrics.RelativeResidualMetric;
import org.koopflow.parts.metrics.SlicedWassersteinMetric;
import org.koopflow.parts.metrics.ThroughputMetric;
import org.koopflow.parts.network.MlpProvider;
import org.koopflow.parts.network.ResidualProvider;
import org.koopflow.parts.operator.BlockOperatorProvider;
import org.koopflow.parts.operator.DenseOperatorProvider;
import org.koopflow.parts.operator.DissipativeOperatorProvider;
import org.koopflow.parts.operator.LowRankOperatorProvider;
import org.koopflow.parts.sampling.AdaptiveProvider;
import org.koopflow.parts.sampling.FixedStepProvider;
import org.koopflow.parts.sampling.KoopmanSamplerProvider;
import org.koopflow.parts.transform.NoneProvider;
import org.koopflow.parts.transform.StandardizeProvider;
import org.koopflow.parts.transform.WhitenProvider;
import org.koopflow.testkit.DataSourceContract;
import org.koopflow.testkit.ExponentialContract;
import org.koopflow.testkit.LiftingContract;
import org.koopflow.testkit.MetricContract;
import org.koopflow.testkit.NetworkContract;
import org.koopflow.testkit.OperatorContract;
import org.koopflow.testkit.SamplerContract;
import org.koopflow.testkit.TransformContract;

/** Every built-in part keeps the contract of its kind. */
class BuiltInContractsTest {
  @Nested
  class OfMlp implements NetworkContract<MlpProvider.Settings> {
    @Override
    public NetworkProvider<MlpProvider.Settings> provider() {
      return new MlpProvider();
    }
  }

  @Nested
  class OfResidual implements NetworkContract<ResidualProvider.Settings> {
    @Override
    public NetworkProvider<ResidualProvider.Settings> provider() {
      return new ResidualProvider();
    }
  }

  @Nested
  class OfMlpLifting implements LiftingContract<EncoderDecoderSettings> {
    @Override
    public LiftingProvider<EncoderDecoderSettings> provider() {
      return new MlpLiftingProvider();
    }

    @Override
    public EncoderDecoderSettings settings() {
      return new EncoderDecoderSettings(
          6, Selection.of("mlp"), Optional.empty(), FourierFeatures.NONE);
    }
  }

  @Nested
  class OfDecoderFreeLifting implements LiftingContract<LiftingSettings> {
    @Override
    public LiftingProvider<LiftingSettings> provider() {
      return new DecoderFreeLiftingProvider();
    }

    @Override
    public LiftingSettings settings() {
      return new LiftingSettings(6, Selection.of("mlp"));
    }
  }

  @Nested
  class OfMlpLiftingWithWavesAndItsOwnDecoder implements LiftingContract<EncoderDecoderSettings> {
    @Override
    public LiftingProvider<EncoderDecoderSettings> provider() {
      return new MlpLiftingProvider();
    }

    @Override
    public EncoderDecoderSettings settings() {
      return new EncoderDecoderSettings(
          6,
          Selection.of("mlp"),
          Optional.of(new Selection<>("residual", Map.of("width", 9))),
          new FourierFeatures(2, 1, 3, 0.7, false));
    }
  }

  @Nested
  class OfDecoderFreeLiftingWithWaves implements LiftingContract<LiftingSettings> {
    @Override
    public LiftingProvider<LiftingSettings> provider() {
      return new DecoderFreeLiftingProvider();
    }

    @Override
    public LiftingSettings settings() {
      return new LiftingSettings(6, Selection.of("mlp"), new FourierFeatures(2, 1, 3, 0.7, true));
    }
  }

  @Nested
  class OfProjectedLifting implements LiftingContract<ProjectedLiftingProvider.Settings> {
    @Override
    public LiftingProvider<ProjectedLiftingProvider.Settings> provider() {
      return new ProjectedLiftingProvider();
    }

    @Override
    public ProjectedLiftingProvider.Settings settings() {
      return new ProjectedLiftingProvider.Settings(5, 4, Selection.of("mlp"));
    }
  }

  @Nested
  class OfProjectionsWithAConstant implements LiftingContract<ProjectedLiftingProvider.Settings> {
    @Override
    public LiftingProvider<ProjectedLiftingProvider.Settings> provider() {
      return new ProjectedLiftingProvider();
    }

    @Override
    public ProjectedLiftingProvider.Settings settings() {
      return new ProjectedLiftingProvider.Settings(1, 1, Selection.of("random-fourier"));
    }
  }

  @Nested
  class OfPolynomials implements LiftingContract<PolynomialLiftingProvider.Settings> {
    @Override
    public LiftingProvider<PolynomialLiftingProvider.Settings> provider() {
      return new PolynomialLiftingProvider();
    }

    @Override
    public int stateDimension() {
      return 3;
    }
  }

  @Nested
  class OfPolynomialsOfTime implements LiftingContract<PolynomialLiftingProvider.Settings> {
    @Override
    public LiftingProvider<PolynomialLiftingProvider.Settings> provider() {
      return new PolynomialLiftingProvider();
    }

    @Override
    public PolynomialLiftingProvider.Settings settings() {
      return new PolynomialLiftingProvider.Settings(4, true, Decoder.LINEAR, Selection.of("mlp"));
    }
  }

  @Nested
  class OfRadialBasis implements LiftingContract<RadialBasisLiftingProvider.Settings> {
    @Override
    public LiftingProvider<RadialBasisLiftingProvider.Settings> provider() {
      return new RadialBasisLiftingProvider();
    }
  }

  @Nested
  class OfRadialBasisOfTime implements LiftingContract<RadialBasisLiftingProvider.Settings> {
    @Override
    public LiftingProvider<RadialBasisLiftingProvider.Settings> provider() {
      return new RadialBasisLiftingProvider();
    }

    @Override
    public RadialBasisLiftingProvider.Settings settings() {
      return new RadialBasisLiftingProvider.Settings(
          7,
          false,
          true,
          new RadialBasisLiftingProvider.Bells(Centres.NORMAL, 0.8, true),
          Decoder.NETWORK,
          Selection.of("mlp"));
    }
  }

  @Nested
  class OfRandomFourier implements LiftingContract<RandomFourierLiftingProvider.Settings> {
    @Override
    public LiftingProvider<RandomFourierLiftingProvider.Settings> provider() {
      return new RandomFourierLiftingProvider();
    }
  }

  @Nested
  class OfRandomFourierOfTime implements LiftingContract<RandomFourierLiftingProvider.Settings> {
    @Override
    public LiftingProvider<RandomFourierLiftingProvider.Settings> provider() {
      return new RandomFourierLiftingProvider();
    }

    @Override
    public RandomFourierLiftingProvider.Settings settings() {
      return new RandomFourierLiftingProvider.Settings(
          7, false, true, 1.5, true, Decoder.LINEAR, Selection.of("mlp"));
    }
  }

  @Nested
  class OfDenseOperator implements OperatorContract<DenseOperatorProvider.Settings> {
    @Override
    public OperatorProvider<DenseOperatorProvider.Settings> provider() {
      return new DenseOperatorProvider();
    }
  }

  @Nested
  class OfBlockOperator implements OperatorContract<BlockOperatorProvider.Settings> {
    @Override
    public OperatorProvider<BlockOperatorProvider.Settings> provider() {
      return new BlockOperatorProvider();
    }
  }

  @Nested
  class OfLowRankOperator implements OperatorContract<LowRankOperatorProvider.Settings> {
    @Override
    public OperatorProvider<LowRankOperatorProvider.Settings> provider() {
      return new LowRankOperatorProvider();
    }
  }

  @Nested
  class OfDissipativeOperator implements OperatorContract<DissipativeOperatorProvider.Settings> {
    @Override
    public OperatorProvider<DissipativeOperatorProvider.Settings> provider() {
      return new DissipativeOperatorProvider();
    }
  }

  @Nested
  class OfBlock implements ExponentialContract<TaylorSettings> {
    @Override
    public ExponentialProvider<TaylorSettings> provider() {
      return new BlockProvider();
    }
  }

  @Nested
  class OfEigen implements ExponentialContract<EigenSettings> {
    @Override
    public ExponentialProvider<EigenSettings> provider() {
      return new EigenProvider();
    }

    @Override
    public boolean handlesDefective() {
      return false;
    }
  }

  @Nested
  class OfKrylov implements ExponentialContract<NoSettings> {
    @Override
    public ExponentialProvider<NoSettings> provider() {
      return new KrylovProvider();
    }
  }

  @Nested
  class OfEulerSteps implements ExponentialContract<EulerSettings> {
    @Override
    public ExponentialProvider<EulerSettings> provider() {
      return new EulerProvider();
    }

    @Override
    public EulerSettings settings() {
      return new EulerSettings(1 << 20);
    }

    /** Order one: half the square of the norm over the number of steps. */
    @Override
    public double tolerance() {
      return 1e-4;
    }
  }

  @Nested
  class OfAuto implements ExponentialContract<TaylorSettings> {
    @Override
    public ExponentialProvider<TaylorSettings> provider() {
      return new AutoProvider();
    }
  }

  @Nested
  class OfPade implements ExponentialContract<NoSettings> {
    @Override
    public ExponentialProvider<NoSettings> provider() {
      return new PadeProvider();
    }
  }

  @Nested
  class OfTaylor implements ExponentialContract<TaylorSettings> {
    @Override
    public ExponentialProvider<TaylorSettings> provider() {
      return new TaylorProvider();
    }
  }

  @Nested
  class OfKoopman implements SamplerContract<NoSettings> {
    @Override
    public SamplerProvider<NoSettings> provider() {
      return new KoopmanSamplerProvider();
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfEuler implements SamplerContract<FixedStepProvider.Settings> {
    @Override
    public SamplerProvider<FixedStepProvider.Settings> provider() {
      return new FixedStepProvider.Euler();
    }

    @Override
    public FixedStepProvider.Settings settings() {
      return new FixedStepProvider.Settings(2000);
    }

    /** Order one: the error falls with the first power of the 2,000 steps. */
    @Override
    public double tolerance() {
      return 1e-2;
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfMidpoint implements SamplerContract<FixedStepProvider.Settings> {
    @Override
    public SamplerProvider<FixedStepProvider.Settings> provider() {
      return new FixedStepProvider.Midpoint();
    }

    @Override
    public FixedStepProvider.Settings settings() {
      return new FixedStepProvider.Settings(1000);
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfHeun implements SamplerContract<FixedStepProvider.Settings> {
    @Override
    public SamplerProvider<FixedStepProvider.Settings> provider() {
      return new FixedStepProvider.Heun();
    }

    @Override
    public FixedStepProvider.Settings settings() {
      return new FixedStepProvider.Settings(1000);
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfRk4 implements SamplerContract<FixedStepProvider.Settings> {
    @Override
    public SamplerProvider<FixedStepProvider.Settings> provider() {
      return new FixedStepProvider.Rk4();
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfDormandPrince implements SamplerContract<AdaptiveProvider.Settings> {
    @Override
    public SamplerProvider<AdaptiveProvider.Settings> provider() {
      return new AdaptiveProvider.DormandPrince();
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfTsitouras implements SamplerContract<AdaptiveProvider.Settings> {
    @Override
    public SamplerProvider<AdaptiveProvider.Settings> provider() {
      return new AdaptiveProvider.Tsitouras();
    }

    @Override
    public boolean goesBackward() {
      return true;
    }
  }

  @Nested
  class OfNone implements TransformContract<NoSettings> {
    @Override
    public TransformProvider<NoSettings> provider() {
      return new NoneProvider();
    }
  }

  @Nested
  class OfStandardize implements TransformContract<NoSettings> {
    @Override
    public TransformProvider<NoSettings> provider() {
      return new StandardizeProvider();
    }
  }

  interface Whitened extends TransformContract<WhitenProvider.Settings> {
    @Override
    default TransformProvider<WhitenProvider.Settings> provider() {
      return new WhitenProvider();
    }
  }

  @Nested
  class OfWhiten implements Whitened {}

  @Nested
  class OfWhitenWithLoss implements Whitened {
    @Override
    public WhitenProvider.Settings settings() {
      return new WhitenProvider.Settings(2);
    }
  }

  interface Generated extends DataSourceContract<GeneratedSource.Settings> {
    @Override
    default GeneratedSource.Settings settings() {
      return new GeneratedSource.Settings(200, 100);
    }
  }

  @Nested
  class OfCheckerboard implements Generated {
    @Override
    public GeneratedSource provider() {
      return new Checkerboard();
    }
  }

  @Nested
  class OfEightGaussians implements Generated {
    @Override
    public GeneratedSource provider() {
      return new EightGaussians();
    }
  }

  @Nested
  class OfGaussian implements Generated {
    @Override
    public GeneratedSource provider() {
      return new Gaussian();
    }
  }

  @Nested
  class OfPinwheel implements Generated {
    @Override
    public GeneratedSource provider() {
      return new Pinwheel();
    }
  }

  @Nested
  class OfSwissRoll implements Generated {
    @Override
    public GeneratedSource provider() {
      return new SwissRoll();
    }
  }

  @Nested
  class OfTwoMoons implements Generated {
    @Override
    public GeneratedSource provider() {
      return new TwoMoons();
    }
  }

  @Nested
  class OfTwoSpirals implements Generated {
    @Override
    public GeneratedSource provider() {
      return new TwoSpirals();
    }
  }

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

    @Override
    public boolean timed() {
      return true;
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
