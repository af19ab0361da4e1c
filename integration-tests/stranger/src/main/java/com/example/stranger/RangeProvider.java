package com.example.stranger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;

/** Moves and scales every column so that the training rows fill the same range. */
public final class RangeProvider implements TransformProvider<RangeProvider.Settings> {
  /** Creates the provider. */
  public RangeProvider() {}

  /**
   * Settings of the transform.
   *
   * @param reach half the width of the range, which is centred at 0
   */
  public record Settings(double reach) {
    /**
     * Checks the range.
     *
     * @param reach half the width of the range
     */
    public Settings {
      InvalidSettingException.require(
          reach > 0 && Double.isFinite(reach), "reach", "must be positive, got " + reach);
    }
  }

  @Override
  public String name() {
    return "range";
  }

  @Override
  public String summary() {
    return "every column moved and scaled to a range around 0 (reach)";
  }

  @Override
  public Settings defaults() {
    return new Settings(1);
  }

  @Override
  public Transform create(Settings settings, TransformContext context) {
    Batch train = context.train();
    double[] centre = new double[train.columns()];
    double[] scale = new double[train.columns()];
    for (int j = 0; j < centre.length; j++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < train.rows(); i++) {
        least = Math.min(least, train.get(i, j));
        most = Math.max(most, train.get(i, j));
      }
      if (!(most > least)) {
        throw new SpecificationException(
            "data.transform range needs columns that vary, but column "
                + (j + 1)
                + " is "
                + least
                + " in all training rows");
      }
      centre[j] = (least + most) / 2;
      scale[j] = (most - least) / 2 / settings.reach;
    }
    return new Range(centre, scale);
  }

  @Override
  public Transform restore(Weights weights) {
    if (!weights.values().keySet().equals(Set.of("centre", "scale"))
        || weights.get("centre").rows() != 1
        || weights.get("scale").rows() != 1
        || weights.get("centre").columns() != weights.get("scale").columns()) {
      throw new KoopflowException(
          "a saved range consists of a centre and a scale of every column, got " + weights);
    }
    for (String name : new String[] {"centre", "scale"}) {
      if (!weights.get(name).isFinite()) {
        throw new KoopflowException("a saved range cannot have a " + name + " that is not finite");
      }
    }
    return new Range(
        weights.get("centre").doubles().clone(), weights.get("scale").doubles().clone());
  }

  /** {@code y = (x - centre) / scale}. */
  private record Range(double[] centre, double[] scale) implements Transform {
    private interface Entry {
      double at(double value, int column);
    }

    private static Batch map(Batch rows, Entry entry) {
      double[] values = rows.doubles().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = entry.at(values[i], i % rows.columns());
      }
      return Batch.ofDoubles(rows.rows(), rows.columns(), values).to(rows.precision());
    }

    @Override
    public int dataDimension() {
      return centre.length;
    }

    @Override
    public int dimension() {
      return centre.length;
    }

    @Override
    public Batch forward(Batch data) {
      return map(data, (x, j) -> (x - centre[j]) / scale[j]);
    }

    @Override
    public Batch forwardVelocity(Batch velocity) {
      return map(velocity, (v, j) -> v / scale[j]);
    }

    @Override
    public Batch inverse(Batch coordinates) {
      return map(coordinates, (y, j) -> centre[j] + scale[j] * y);
    }

    @Override
    public Weights toWeights() {
      Map<String, Batch> values = new LinkedHashMap<>();
      values.put("centre", Batch.ofDoubles(1, centre.length, centre.clone()));
      values.put("scale", Batch.ofDoubles(1, scale.length, scale.clone()));
      return new Weights(values);
    }
  }
}
