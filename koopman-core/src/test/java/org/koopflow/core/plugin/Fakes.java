package org.koopflow.core.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Inlined;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Selection;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.parts.data.CsvData;
import org.koopflow.parts.data.EightGaussians;
import org.koopflow.parts.data.IdxImages;
import org.koopflow.parts.data.TaughtData;
import org.koopflow.parts.data.TwoMoons;
import org.koopflow.parts.exponential.AutoProvider;
import org.koopflow.parts.exponential.PadeProvider;
import org.koopflow.parts.lifting.DecoderFreeLiftingProvider;
import org.koopflow.parts.lifting.MlpLiftingProvider;
import org.koopflow.parts.metrics.ClassAccuracyMetric;
import org.koopflow.parts.metrics.ClassDistanceMetric;
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
import org.koopflow.parts.objective.ConsistencyTerm;
import org.koopflow.parts.objective.PathTerm;
import org.koopflow.parts.objective.PhaseTerm;
import org.koopflow.parts.objective.ReconstructionTerm;
import org.koopflow.parts.objective.TargetTerm;
import org.koopflow.parts.operator.DenseOperatorProvider;
import org.koopflow.parts.optimizer.AdamProvider;
import org.koopflow.parts.optimizer.AdamWProvider;
import org.koopflow.parts.sampling.FixedStepProvider;
import org.koopflow.parts.sampling.KoopmanSamplerProvider;
import org.koopflow.parts.transform.NoneProvider;
import org.koopflow.parts.transform.WhitenProvider;

/** Plug-ins for tests: the built-in ones, and teachers that are never fitted. */
public final class Fakes {
  private Fakes() {}

  /** Settings with one component of every kind. */
  public record Everything(
      int count,
      long large,
      double rate,
      boolean on,
      String text,
      Color color,
      List<Integer> sizes,
      Nested nested,
      Selection<NetworkProvider<?>> network,
      Optional<Selection<NetworkProvider<?>>> second) {}

  /** Settings of which two belong together. */
  public record Grouped(int first, @Inlined Range range, String last) {}

  /** Two numbers of which the second is not smaller. */
  public record Range(double low, double high) {
    /** Refuses an empty range, and one below the ground. */
    public Range {
      if (low < 0) {
        throw new InvalidSettingException("low", "must not be negative, got " + low);
      }
      if (high < low) {
        throw InvalidSettingException.together("high must be at least low");
      }
    }
  }

  /** A closed set of words. */
  public enum Color {
    RED,
    GREEN
  }

  /** Settings inside settings. */
  public record Nested(double depth) {
    /** Refuses what lies above the ground. */
    public Nested {
      if (depth < 0) {
        throw new InvalidSettingException("depth", "must not be negative, got " + depth);
      }
      if (depth > 1e6) {
        throw new IllegalStateException("deep");
      }
    }
  }

  /** A teacher that shows its settings. */
  public record FakeTeacher(String name, Optional<String> unavailable)
      implements TeacherProvider<Everything> {
    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public Everything defaults() {
      return new Everything(
          1,
          2,
          0.5,
          true,
          "text",
          Color.RED,
          List.of(1, 2),
          new Nested(3),
          new Selection<>("mlp", Map.of("width", 7)),
          Optional.empty());
    }

    @Override
    public Teacher create(Everything settings, TeacherContext context) {
      if (settings.count() > 1) {
        throw new InvalidSettingException(
            "count",
            "must fit the dimension " + context.space().dimension() + ", got " + settings.count());
      }
      throw new IllegalArgumentException(settings.text());
    }
  }

  /** Settings of a backend. */
  public record Tuning(int blocks) {}

  /** A backend that opens nothing but says what it was asked for. */
  public record FakeBackend(String name) implements BackendProvider<Tuning> {
    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public Tuning defaults() {
      return new Tuning(4);
    }

    @Override
    public Backend create(Tuning settings, BackendContext context) {
      throw new KoopflowException(
          name + " with " + settings.blocks() + " blocks on " + context.threads() + " threads");
    }
  }

  /** An exponential that calls itself like another. */
  public static final class SecondPade implements ExponentialProvider<NoSettings> {
    /** Creates the provider. */
    public SecondPade() {}

    @Override
    public String name() {
      return "pade";
    }

    @Override
    public String summary() {
      return "for tests";
    }

    @Override
    public NoSettings defaults() {
      return new NoSettings();
    }

    @Override
    public Exponential create(NoSettings settings, ExponentialContext context) {
      return a -> a;
    }
  }

  /**
   * A builder with the built-in parts, teachers {@code cfm} and {@code gone}, and a backend {@code
   * djl}.
   */
  public static Plugins.Builder builder() {
    return Plugins.builder()
        .add(new FakeTeacher("cfm", Optional.empty()))
        .add(new FakeTeacher("gone", Optional.of("its library is missing")))
        .add(new FakeBackend("djl"))
        .add(new EightGaussians())
        .add(new TwoMoons())
        .add(new CsvData())
        .add(new IdxImages())
        .add(new TaughtData())
        .add(new NoneProvider())
        .add(new WhitenProvider())
        .add(new MlpProvider())
        .add(new ResidualProvider())
        .add(new MlpLiftingProvider())
        .add(new DecoderFreeLiftingProvider())
        .add(new DenseOperatorProvider())
        .add(new AdamProvider())
        .add(new AdamWProvider())
        .add(new AutoProvider())
        .add(new PadeProvider())
        .add(new KoopmanSamplerProvider())
        .add(new FixedStepProvider.Rk4())
        .add(new FixedStepProvider.Euler())
        .add(new ConsistencyTerm())
        .add(new PhaseTerm())
        .add(new TargetTerm())
        .add(new ReconstructionTerm())
        .add(new PathTerm())
        .add(new ClassAccuracyMetric())
        .add(new ClassDistanceMetric())
        .add(new EndErrorMetric())
        .add(new EnergyMetric())
        .add(new EvaluationsMetric())
        .add(new FrechetMetric())
        .add(new PathErrorMetric())
        .add(new RecordedEndsMetric())
        .add(new RelativeResidualMetric())
        .add(new SlicedWassersteinMetric())
        .add(new ThroughputMetric());
  }
}
