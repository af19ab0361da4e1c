package org.koopflow.testkit.example;

import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;

/** Moves the first training row to the origin. */
public final class CentringProvider implements TransformProvider<NoSettings> {
  @Override
  public String name() {
    return "example-centring";
  }

  @Override
  public String summary() {
    return "the first training row at the origin";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Transform create(NoSettings settings, TransformContext context) {
    return new Centring(context.train().rows(0, 1).doubles().clone());
  }

  @Override
  public Transform restore(Weights weights) {
    if (!weights.values().keySet().equals(Set.of("centre")) || !weights.isFinite()) {
      throw new KoopflowException("a saved centring is a finite row 'centre', got " + weights);
    }
    return new Centring(weights.get("centre").doubles().clone());
  }

  private record Centring(double[] centre) implements Transform {
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
      return moved(data, -1);
    }

    @Override
    public Batch inverse(Batch coordinates) {
      return moved(coordinates, 1);
    }

    private Batch moved(Batch rows, int sign) {
      double[] values = rows.doubles().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += sign * centre[i % centre.length];
      }
      return Batch.ofDoubles(rows.rows(), rows.columns(), values).to(rows.precision());
    }

    @Override
    public Weights toWeights() {
      return new Weights(Map.of("centre", Batch.ofDoubles(1, centre.length, centre.clone())));
    }
  }
}
