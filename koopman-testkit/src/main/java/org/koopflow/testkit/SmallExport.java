package org.koopflow.testkit;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.export.ExportedModel;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.testkit.reference.Reference;

/** A model for contracts of exporters, of two coordinates and twelve observables. */
final class SmallExport {
  private static final SmallLifting LIFTING = new SmallLifting(Space.of(2));

  private SmallExport() {}

  /**
   * The model with numbers of its own for each purpose; what it is made of stays the same.
   *
   * @param purpose determines the numbers
   */
  static ExportedModel of(String purpose) {
    return new ExportedModel(
        LIFTING,
        Parameters.moved(Parameters.initialize(LIFTING.parameters(), purpose), purpose),
        generator(purpose),
        new Series(),
        new Shift(Samples.normal(1, 2, purpose + " shift")),
        new ExportedModel.Origin("name: small\n", Map.of("seed", 7)));
  }

  private static Matrix generator(String purpose) {
    StateLayout layout = LIFTING.layout();
    Batch rows = Samples.normal(layout.observables(), layout.dimension(), purpose + " generator");
    return Matrix.of(
        Reference.evaluate(
                (scope, in) ->
                    Map.of(
                        "L",
                        layout.generator(
                            scope,
                            scope.constant(layout.one(rows)),
                            scope.constant(layout.time(rows)),
                            layout.condition(rows).map(scope::constant),
                            scope.constant(layout.observables(rows)))),
                Weights.EMPTY,
                Map.of())
            .get("L"));
  }

  /** The power series of a matrix halved until it is small, then squared back. */
  private record Series() implements Exponential {
    private static final int TERMS = 18;

    @Override
    public Matrix exp(Matrix a) {
      int halvings = Math.max(0, Math.getExponent(a.norm1()) + 1);
      Matrix small = a.times(Math.scalb(1, -halvings));
      Matrix sum = Matrix.identity(a.rows());
      Matrix term = sum;
      for (int k = 1; k <= TERMS; k++) {
        term = term.times(small).times(1.0 / k);
        sum = sum.plus(term);
      }
      for (int i = 0; i < halvings; i++) {
        sum = sum.times(sum);
      }
      return sum;
    }
  }

  /** Data are coordinates moved by a constant. */
  private record Shift(Batch by) implements Transform {
    @Override
    public int dataDimension() {
      return by.columns();
    }

    @Override
    public int dimension() {
      return by.columns();
    }

    @Override
    public Batch forward(Batch data) {
      return moved(data, -1);
    }

    @Override
    public Batch inverse(Batch coordinates) {
      return moved(coordinates, 1);
    }

    private Batch moved(Batch rows, double factor) {
      double[] all = rows.doubles().clone();
      for (int i = 0; i < all.length; i++) {
        all[i] += factor * by.doubles()[i % by.columns()];
      }
      return Batch.ofDoubles(rows.rows(), rows.columns(), all).to(rows.precision());
    }

    @Override
    public Weights toWeights() {
      return new Weights(Map.of("shift", by));
    }
  }
}
