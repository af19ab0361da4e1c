package org.koopflow.spectral;

import java.util.Optional;
import java.util.function.Function;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/** From data back to noise, {@code D(e^-L Phi(1, x))}, in one evaluation. */
public final class Inversion {
  /** Corrections a round trip is measured with. */
  public static final int CORRECTIONS = 5;

  private final LinearFlow flow;

  /**
   * Creates it.
   *
   * @param flow the model; stays the caller's
   */
  public Inversion(LinearFlow flow) {
    this.flow = flow;
  }

  /**
   * The noise that gives the data.
   *
   * @param data whole rows at {@link FlowTime#DATA}
   * @return whole rows at {@link FlowTime#NOISE}
   */
  public Batch toNoise(Batch data) {
    return flow.transport(data, FlowTime.DATA, FlowTime.NOISE);
  }

  /**
   * The same, corrected by what the way forth misses: {@code y <- y + x - F(G(y))} with F the way
   * from noise to data and G the way back, which is contracting where both nearly undo each other.
   *
   * @param data whole rows at {@link FlowTime#DATA}
   * @param corrections how often to correct, two evaluations each; 0 for {@link #toNoise(Batch)}
   * @return whole rows at {@link FlowTime#NOISE}; of every row the best that was found
   */
  public Batch toNoise(Batch data, int corrections) {
    Batch wanted = data;
    Batch noise = toNoise(data);
    double[] best = noise.doubles().clone();
    double[] least = new double[data.rows()];
    java.util.Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int k = 0; k <= corrections && corrections > 0; k++) {
      Batch missing = Batches.add(data, -1, flow.transport(noise, FlowTime.NOISE, FlowTime.DATA));
      for (int row = 0; row < data.rows(); row++) {
        double error = Batches.meanSquare(missing.rows(row, row + 1));
        if (error < least[row]) {
          least[row] = error;
          System.arraycopy(
              noise.doubles(), row * noise.columns(), best, row * noise.columns(), noise.columns());
        }
      }
      if (k < corrections) {
        wanted = Batches.add(wanted, 1, missing).to(data.precision());
        noise = toNoise(wanted);
      }
    }
    return Batch.ofDoubles(noise.rows(), noise.columns(), best).to(noise.precision());
  }

  /**
   * How well the way back and forth ends where it began. Errors are {@code |x' - x| / |x|}, as root
   * mean squares over all rows, in the coordinates of the flow.
   *
   * @param relativeError of the linear flow there and back, one evaluation each way
   * @param correctedError the same with {@link #CORRECTIONS} corrections on the way to noise
   * @param solved the same of a solver along the teacher; empty where the teacher has no velocity
   *     field
   */
  public record RoundTrip(double relativeError, double correctedError, Optional<Solved> solved) {}

  /**
   * The round trip of a solver along the teacher.
   *
   * @param error there and back
   * @param noiseDistance {@code |y' - y| / |y|} with y the noise the solver finds by integrating
   *     the teacher backward from the data, and y' that of the linear flow after one evaluation;
   *     root mean squares over all rows
   * @param correctedNoiseDistance the same with {@link #CORRECTIONS} corrections of y'
   * @param evaluations velocity evaluations a row on the way back to noise
   */
  public record Solved(
      double error, double noiseDistance, double correctedNoiseDistance, int evaluations) {}

  /**
   * Measures the round trip of the linear flow alone.
   *
   * @param data whole rows at {@link FlowTime#DATA}
   * @return the errors
   */
  public RoundTrip roundTrip(Batch data) {
    return new Found(data).trip(Optional.empty());
  }

  /**
   * Measures the round trip beside that of a solver.
   *
   * @param data whole rows at {@link FlowTime#DATA}
   * @param teacher the teacher's velocity field
   * @param solver makes a solver for a velocity field; it is given the teacher's, and the teacher's
   *     with time reversed
   * @return both errors
   */
  public RoundTrip roundTrip(
      Batch data, VelocityField teacher, Function<VelocityField, Sampler> solver) {
    Found found = new Found(data);
    Trajectory back = solver.apply(reversed(teacher)).sample(data, FlowTime.DATA);
    Batch forth = solver.apply(teacher).sample(back.last());
    return found.trip(
        Optional.of(
            new Solved(
                distance(forth, data),
                distance(found.noise, back.last()),
                distance(found.corrected, back.last()),
                back.evaluations())));
  }

  /** Of what flows: a condition comes back as it is, and would hide an error. */
  private double distance(Batch found, Batch wanted) {
    return Batches.relativeError(flow.space().state(found), flow.space().state(wanted));
  }

  /** What the linear flow takes data back to. */
  private final class Found {
    private final Batch data;
    private final Batch noise;
    private final Batch corrected;

    Found(Batch data) {
      this.data = data;
      this.noise = toNoise(data);
      this.corrected = toNoise(data, CORRECTIONS);
    }

    RoundTrip trip(Optional<Solved> solved) {
      return new RoundTrip(error(noise), error(corrected), solved);
    }

    private double error(Batch from) {
      return distance(flow.transport(from, FlowTime.NOISE, FlowTime.DATA), data);
    }
  }

  /**
   * A flow run backward: {@code -v(1 - t, x)}, which a solver integrates from data to noise.
   *
   * @param velocity the field; closing the reversed one leaves it open
   * @return the reversed field
   */
  public static VelocityField reversed(VelocityField velocity) {
    return new VelocityField() {
      @Override
      public Space space() {
        return velocity.space();
      }

      @Override
      public Batch velocity(Batch t, Batch x) {
        Batch end =
            Batch.ofDoubles(
                t.rows(),
                1,
                java.util.Arrays.stream(t.doubles())
                    .map(time -> FlowTime.DATA + FlowTime.NOISE - time)
                    .toArray());
        Batch ahead = velocity.velocity(end.to(t.precision()), x);
        Batch behind =
            Batch.ofDoubles(
                ahead.rows(),
                ahead.columns(),
                java.util.Arrays.stream(ahead.doubles()).map(value -> -value).toArray());
        return behind.to(ahead.precision());
      }
    };
  }
}
