package org.koopflow.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;

/**
 * A trained model in a backend. Exponentials are computed in double precision, once for each
 * duration asked for, and rounded to the backend's precision when applied. An exponential with an
 * {@link Exponential.Action} moves batches of fewer rows than n without being computed at all; for
 * larger batches it is, since moving n vectors is all it takes.
 */
public final class KoopmanFlow implements LinearFlow {
  private static final int CACHED = 256;

  /**
   * Rows that pass through at a time: what lies between two layers then stays in the processor's
   * cache. With PyTorch, 10,000 rows through layers of 512 units reached 67 to 75 percent of the
   * rate of a matrix product at once, and above 90 percent in parts of 2,000 or 5,000.
   */
  private static final int BLOCK = 2_000;

  private final KoopmanModel model;
  private final Exponential exponential;
  private final Matrix generator;
  private final Evaluator lift;
  private final Evaluator advance;
  private final Evaluator decode;
  private final Evaluator transport;
  private final Map<Double, Batch> propagators =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Double, Batch> eldest) {
          return size() > CACHED;
        }
      };

  /**
   * Puts a trained model into a backend.
   *
   * @param backend evaluates it
   * @param model lifting and operator
   * @param weights values of all parameters
   * @param exponential how to compute e^{tL}
   */
  public KoopmanFlow(
      Backend backend, KoopmanModel model, Weights weights, Exponential exponential) {
    this.model = model;
    this.exponential = exponential;
    this.generator = model.generator(weights);
    this.lift =
        backend.evaluator(
            (scope, in) -> Map.of("z", model.lift(scope, in.get("t"), in.get("x"))), weights);
    this.advance =
        backend.evaluator(
            (scope, in) -> Map.of("z", in.get("z").matmul(in.get("propagator"))), Weights.EMPTY);
    this.decode =
        backend.evaluator((scope, in) -> Map.of("x", model.rows(scope, in.get("z"))), weights);
    this.transport =
        backend.evaluator(
            (scope, in) ->
                Map.of(
                    "x",
                    model.rows(
                        scope,
                        model.lift(scope, in.get("t"), in.get("x")).matmul(in.get("propagator")))),
            weights);
  }

  /** e^{duration L} transposed, since samples are rows. */
  private Batch propagator(double duration) {
    return propagators.computeIfAbsent(
        duration, d -> exponential.exp(generator, new double[] {d}).get(0).transpose().toBatch());
  }

  /** Computes the propagators of durations that are new, together. */
  private List<Batch> propagators(double[] durations) {
    double[] missing =
        Arrays.stream(durations).distinct().filter(d -> !propagators.containsKey(d)).toArray();
    Map<Double, Batch> found = new HashMap<>();
    List<Matrix> computed = exponential.exp(generator, missing);
    for (int i = 0; i < missing.length; i++) {
      found.put(missing[i], computed.get(i).transpose().toBatch());
    }
    List<Batch> all =
        Arrays.stream(durations)
            .mapToObj(d -> found.containsKey(d) ? found.get(d) : propagators.get(d))
            .toList();
    propagators.putAll(found);
    return all;
  }

  private Batch apply(Batch z, Batch propagator) {
    return inBlocks(z, part -> advance.apply(Map.of("z", part, "propagator", propagator)).get("z"));
  }

  private boolean acts(Batch z, double duration) {
    return exponential.action().isPresent()
        && z.rows() < layout().dimension()
        && !propagators.containsKey(duration);
  }

  private Batch act(Batch z, double duration) {
    Matrix moved =
        exponential
            .action()
            .orElseThrow()
            .apply(generator, duration, Matrix.of(z).transpose())
            .transpose();
    return moved.toBatch().to(z.precision());
  }

  @Override
  public StateLayout layout() {
    return model.lifting().layout();
  }

  @Override
  public Space space() {
    return model.lifting().space();
  }

  @Override
  public Matrix generator() {
    return generator;
  }

  @Override
  public Batch lift(double t, Batch x) {
    return inBlocks(
        x, part -> lift.apply(Map.of("t", Batch.filled(part.rows(), 1, t), "x", part)).get("z"));
  }

  @Override
  public Batch advance(Batch z, double duration) {
    return acts(z, duration) ? act(z, duration) : apply(z, propagator(duration));
  }

  @Override
  public List<Batch> advance(Batch z, double[] durations) {
    if (exponential.action().isPresent() && z.rows() < layout().dimension()) {
      return Arrays.stream(durations).mapToObj(duration -> advance(z, duration)).toList();
    }
    return propagators(durations).stream().map(propagator -> apply(z, propagator)).toList();
  }

  @Override
  public Batch decode(Batch z) {
    return inBlocks(z, part -> decode.apply(Map.of("z", part)).get("x"));
  }

  @Override
  public Batch transport(Batch x, double from, double to) {
    if (acts(x, to - from)) {
      return decode(act(lift(from, x), to - from));
    }
    return inBlocks(
        x,
        part ->
            transport
                .apply(
                    Map.of(
                        "t",
                        Batch.filled(part.rows(), 1, from),
                        "x",
                        part,
                        "propagator",
                        propagator(to - from)))
                .get("x"));
  }

  private static Batch inBlocks(Batch rows, UnaryOperator<Batch> function) {
    if (rows.rows() <= BLOCK) {
      return function.apply(rows);
    }
    List<Batch> parts = new ArrayList<>();
    for (int from = 0; from < rows.rows(); from += BLOCK) {
      parts.add(function.apply(rows.rows(from, Math.min(rows.rows(), from + BLOCK))));
    }
    return Batch.stack(parts);
  }

  @Override
  public void close() {
    Stream.of(lift, advance, decode, transport).forEach(Evaluator::close);
  }
}
