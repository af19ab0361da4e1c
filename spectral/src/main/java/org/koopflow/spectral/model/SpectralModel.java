package org.koopflow.spectral.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Matrix;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.Contributions;
import org.koopflow.spectral.Editor;
import org.koopflow.spectral.Eigenfunctions;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.LieDerivative;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.ModeResidual;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.PrunedFlow;
import org.koopflow.spectral.Pseudospectrum;
import org.koopflow.spectral.Reduction;
import org.koopflow.spectral.SignatureComparison;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.TangentLifting;

/**
 * An opened model with its spectrum: every analysis with what it needs at hand. States are in the
 * coordinates of the flow; {@link OpenModel#toData} and {@link #toFlow} lead out of them and in.
 *
 * <pre>{@code
 * TrainedModel trained = new RunFolder(koopflow.plugins()).read(folder);
 * try (SpectralModel spectral = SpectralModel.open(koopflow, trained).leading()) {
 *   spectral.fidelity(spectral.teach(1000, 7)).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Modes are numbered by falling growth rate until {@link #leading} puts first what carries most.
 * Safe for one thread at a time.
 */
public final class SpectralModel implements AutoCloseable {
  /** Points of a trajectory a certificate is measured at. */
  public static final int CERTIFIED_TIMES = 200;

  /** Samples that modes are put in order by. */
  public static final int LEADING_SAMPLES = 2000;

  private static final int TIMES = 20;

  private final Held held;
  private final OpenModel model;
  private final Plugins plugins;
  private final TangentLifting tangent;
  private final Spectrum spectrum;

  private SpectralModel(
      Held held, OpenModel model, Plugins plugins, TangentLifting tangent, Spectrum spectrum) {
    this.held = held;
    this.model = model;
    this.plugins = plugins;
    this.tangent = tangent;
    this.spectrum = spectrum;
  }

  /**
   * Analyses a model.
   *
   * @param model the opened model; stays the caller's and must be closed after this
   * @param plugins make the solvers of the teacher
   * @return the analysis, to be closed by the caller
   * @throws org.koopflow.api.KoopflowException if the student was never trained
   */
  public static SpectralModel of(OpenModel model, Plugins plugins) {
    return of(new Held(new ArrayDeque<>()), model, plugins);
  }

  /**
   * Opens a model in the backend its experiment names, for nothing but its analysis.
   *
   * @param koopflow makes its parts
   * @param trained the model
   * @return the analysis, which holds the opened model and its backend until it is closed
   * @throws org.koopflow.api.KoopflowException if the student was never trained
   */
  public static SpectralModel open(Koopflow koopflow, TrainedModel trained) {
    Held held = new Held(new ArrayDeque<>());
    try {
      Backend backend = koopflow.openBackend(trained.experiment());
      held.parts().push(backend::close);
      OpenModel model = koopflow.open(trained, backend);
      held.parts().push(model::close);
      return of(held, model, koopflow.plugins());
    } catch (RuntimeException | Error e) {
      held.close();
      throw e;
    }
  }

  private static SpectralModel of(Held held, OpenModel model, Plugins plugins) {
    Spectrum spectrum = Spectrum.of(model.flow());
    TangentLifting tangent =
        new TangentLifting(
            model.backend(),
            model.koopman().lifting(),
            model.model().student().orElseThrow().averaged().in("lifting"));
    held.parts().push(tangent::close);
    return new SpectralModel(held, model, plugins, tangent, spectrum);
  }

  /** What is to be closed, the last first. */
  private record Held(Deque<Runnable> parts) {
    void close() {
      while (!parts.isEmpty()) {
        parts.pop().run();
      }
    }
  }

  /**
   * The same analysis with the modes that carry most of the model's samples first, judged by
   * {@value #LEADING_SAMPLES} samples of the experiment's own seed: modes so have the same numbers
   * whenever the model is opened.
   *
   * @return an analysis that shares what this one holds: closing either closes both
   */
  public SpectralModel leading() {
    return leading(LEADING_SAMPLES, model.model().experiment().seed());
  }

  /**
   * The same analysis with the modes that carry most of the model's samples first.
   *
   * @param count number of samples to judge by
   * @param seed determines their noise
   * @return an analysis that shares what this one holds: closing either closes both
   */
  public SpectralModel leading(int count, long seed) {
    Batch noise = model.noise(count, seed);
    Batch z = flow().advance(flow().lift(FlowTime.NOISE, noise), FlowTime.DATA - FlowTime.NOISE);
    Spectrum ordered = contributions().leading(z);
    return new SpectralModel(held, model, plugins, tangent, ordered);
  }

  private LinearFlow flow() {
    return model.flow();
  }

  /**
   * The opened model.
   *
   * @return the model
   */
  public OpenModel model() {
    return model;
  }

  /**
   * The spectrum of its generator.
   *
   * @return the spectrum
   */
  public Spectrum spectrum() {
    return spectrum;
  }

  /**
   * Forward-mode derivatives of lifting and decoder.
   *
   * @return the derivatives, which live as long as this object
   */
  public TangentLifting tangent() {
    return tangent;
  }

  /**
   * The lifting along the teacher's flow.
   *
   * @return its Lie derivative
   */
  public LieDerivative derivative() {
    return tangent.along(model.velocity());
  }

  /**
   * The eigenfunctions.
   *
   * @return amplitudes of states
   */
  public Eigenfunctions eigenfunctions() {
    return new Eigenfunctions(flow(), spectrum);
  }

  /**
   * What modes carry.
   *
   * @return contributions to samples, to variance and over time
   */
  public Contributions contributions() {
    return new Contributions(flow(), spectrum);
  }

  /**
   * Edits of samples.
   *
   * @return an editor
   */
  public Editor editor() {
    return new Editor(flow(), spectrum);
  }

  /**
   * From data to noise.
   *
   * @return the inversion
   */
  public Inversion inversion() {
    return new Inversion(flow());
  }

  /**
   * From the coordinates of the data to those of the flow.
   *
   * @param data rows as in the data set
   * @return rows x d
   */
  public Batch toFlow(Batch data) {
    return model.model().transform().forward(data);
  }

  /**
   * A direction at a point, such as the shape of a mode, in the coordinates of the data.
   *
   * @param directions rows x d in the coordinates of the flow
   * @return rows as in the data set
   */
  public Batch directionToData(Batch directions) {
    Batch origin = Batch.zeros(directions.rows(), directions.columns()).to(directions.precision());
    double[] moved = model.toData(directions).doubles().clone();
    double[] still = model.toData(origin).doubles();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= still[i];
    }
    return Batch.ofDoubles(directions.rows(), moved.length / directions.rows(), moved);
  }

  /**
   * Trajectories of the teacher from fresh noise, by its adaptive solver, at 20 evenly spaced
   * times.
   *
   * @param count number of trajectories
   * @param seed determines the noise
   * @return noise and states
   */
  public Taught teach(int count, long seed) {
    return teach(count, seed, TIMES);
  }

  /**
   * Trajectories of the teacher from fresh noise, by its adaptive solver. A certificate is the
   * surer the more points they have.
   *
   * @param count number of trajectories
   * @param seed determines the noise
   * @param points number of evenly spaced times, the last of them that of the data
   * @return noise and states
   */
  public Taught teach(int count, long seed, int points) {
    double[] times = new double[points];
    for (int j = 0; j < points; j++) {
      times[j] = FlowTime.NOISE + (FlowTime.DATA - FlowTime.NOISE) * (j + 1) / points;
    }
    return teach(count, seed, times);
  }

  /**
   * Trajectories of the teacher from fresh noise, by its adaptive solver.
   *
   * @param count number of trajectories
   * @param seed determines the noise
   * @param times ascending times to record them at
   * @return noise and states
   */
  public Taught teach(int count, long seed, double[] times) {
    Batch noise = model.noise(count, seed);
    return new Taught(noise, model.sampler(adaptive()).sample(noise, times));
  }

  /**
   * Trajectories of the teacher.
   *
   * @param noise where they start, rows x d
   * @param trajectory the states at later times
   */
  public record Taught(Batch noise, Trajectory trajectory) {
    /**
     * The trajectories from their beginning.
     *
     * @return noise, at {@link FlowTime#NOISE}, and all later states
     */
    public Trajectory whole() {
      double[] later = trajectory.times();
      double[] times = new double[later.length + 1];
      times[0] = FlowTime.NOISE;
      System.arraycopy(later, 0, times, 1, later.length);
      List<Batch> states = new ArrayList<>(List.of(noise));
      states.addAll(trajectory.states());
      return new Trajectory(times, states, trajectory.evaluations());
    }
  }

  /**
   * Whether the teacher has a velocity field, which all that follows its trajectories needs.
   *
   * @return false for one that brings recorded trajectories alone
   */
  public boolean hasVelocity() {
    return model.teacher().capabilities().contains(Teacher.Capability.VELOCITY);
  }

  private Selection<SamplerProvider<?>> adaptive() {
    double tolerance = model.model().experiment().evaluation().tolerance();
    return new Selection<>("dopri5", Map.of("rtol", tolerance, "atol", tolerance));
  }

  private Sampler solver(VelocityField field) {
    return plugins.create(SamplerProvider.class, adaptive(), SampledModel.of(field));
  }

  /**
   * How truly every mode evolves.
   *
   * @param taught trajectories of the teacher
   * @return one figure for each mode
   */
  public List<ModeFidelity> fidelity(Taught taught) {
    return ModeFidelity.measure(flow(), spectrum, taught.noise(), taught.trajectory());
  }

  /**
   * How far every eigenfunction is from being one, at points of the teacher's path.
   *
   * @param data rows in the coordinates of the flow
   * @param count number of points
   * @param seed determines them
   * @return one figure for each mode
   */
  public List<ModeResidual> residuals(Batch data, int count, long seed) {
    PathBatch points =
        model
            .teacher()
            .path(
                model.model().teacher().averaged(),
                data,
                count,
                new RandomStreams(seed).stream("spectral/points"));
    return ModeResidual.measure(spectrum, derivative(), points.t(), points.x());
  }

  /**
   * How far every eigenfunction is from being one, at the points of the teacher's trajectories.
   *
   * @param taught trajectories of the teacher
   * @return one figure for each mode
   */
  public List<ModeResidual> residuals(Taught taught) {
    Points points = Points.of(taught);
    return ModeResidual.measure(spectrum, derivative(), points.t(), points.x());
  }

  /**
   * How far the observables all together are from moving linearly along the teacher's trajectories.
   *
   * @param taught trajectories of the teacher
   * @return {@code E |Lie_v g - L Phi|^2 / E |Lie_v g|^2}; 1 is no better than standing still
   */
  public double relativeResidual(Taught taught) {
    Points points = Points.of(taught);
    LieDerivative.Moving lifted = derivative().at(points.t(), points.x());
    Batch linear = Matrix.of(lifted.value()).times(flow().generator().transpose()).toBatch();
    double[] expected = flow().layout().observables(linear).doubles();
    double[] found = flow().layout().observables(lifted.tangent()).doubles();
    double error = 0;
    double size = 0;
    for (int i = 0; i < found.length; i++) {
      error += (found[i] - expected[i]) * (found[i] - expected[i]);
      size += found[i] * found[i];
    }
    return error / size;
  }

  /** All points of trajectories, one below the other. */
  private record Points(Batch t, Batch x) {
    static Points of(Taught taught) {
      List<Batch> times = new ArrayList<>();
      Trajectory trajectory = taught.trajectory();
      for (int j = 0; j < trajectory.times().length; j++) {
        int rows = trajectory.states().get(j).rows();
        times.add(Batch.filled(rows, 1, trajectory.times()[j]));
      }
      return new Points(Batch.stack(times), Batch.stack(trajectory.states()));
    }
  }

  /**
   * What every mode paints at given states.
   *
   * @param x states at {@link FlowTime#DATA}, rows x d
   * @return one shape for each mode, in the coordinates of the flow
   */
  public List<ModeShape> shapes(Batch x) {
    return ModeShape.at(spectrum, tangent, flow().lift(FlowTime.DATA, x));
  }

  /**
   * Signatures of classes of data.
   *
   * @param data rows in the coordinates of the flow
   * @param labels class of each row
   * @param kind what a signature consists of
   * @return the signatures
   */
  public ClassSignatures signatures(Batch data, int[] labels, SignatureKind kind) {
    return ClassSignatures.of(spectrum, eigenfunctions().at(FlowTime.DATA, data), labels, kind);
  }

  /**
   * How well signatures tell classes apart, beside as many principal components of the data.
   *
   * @param data rows as in the data set
   * @param labels class of each row
   * @param modes number of modes in a signature, the first of the spectrum: call it on an analysis
   *     {@link #leading} gave unless it is all of them
   * @return accuracies on rows held out
   */
  public SignatureComparison comparison(Batch data, int[] labels, int modes) {
    ModeAmplitudes amplitudes = eigenfunctions().at(FlowTime.DATA, toFlow(data));
    return SignatureComparison.of(spectrum, amplitudes, labels, data, modes);
  }

  /**
   * Bound on the latent error beside the error measured, over fresh trajectories of the teacher
   * with {@value #CERTIFIED_TIMES} points each.
   *
   * @param count number of trajectories
   * @param seed determines their noise
   * @param norm the norm to measure in
   * @return the certificate
   */
  public Certificate certificate(int count, long seed, Certificate.Norm norm) {
    return certificate(teach(count, seed, CERTIFIED_TIMES), norm);
  }

  /**
   * The same over trajectories at hand, the surer the more points they have.
   *
   * @param taught trajectories of the teacher
   * @param norm the norm to measure in
   * @return the certificate
   */
  public Certificate certificate(Taught taught, Certificate.Norm norm) {
    return Certificate.measure(
        flow(), spectrum, norm, derivative(), taught.noise(), taught.trajectory());
  }

  /**
   * Data to noise and back, beside the teacher's adaptive solver where it has a velocity field.
   *
   * @param data rows in the coordinates of the flow
   * @return the errors
   */
  public Inversion.RoundTrip roundTrip(Batch data) {
    return hasVelocity()
        ? inversion().roundTrip(data, model.velocity(), this::solver)
        : inversion().roundTrip(data);
  }

  /**
   * Mode amplitudes of data, carried back to an earlier time by the linear flow.
   *
   * @param data rows as in the data set
   * @param t the time
   * @return rows x modes
   */
  public ModeAmplitudes amplitudes(Batch data, double t) {
    Batch z = flow().lift(FlowTime.DATA, toFlow(data));
    return eigenfunctions()
        .of(t == FlowTime.DATA ? z : flow().advance(z, FlowTime.require(t) - FlowTime.DATA));
  }

  /**
   * Edits samples on the way from noise to data.
   *
   * @param noise rows x d
   * @param t time of the edit
   * @param edit the change
   * @return the samples without the edit and with it
   */
  public Edited edit(Batch noise, double t, ModeEdit edit) {
    ModeAmplitudes before = editor().amplitudes(noise, t);
    Batch plain = editor().sample(noise, t, ModeEdit.NONE);
    return edited(plain, editor().sample(noise, t, edit), before, edit.apply(before), t);
  }

  /**
   * Edits rows of data.
   *
   * @param data rows as in the data set
   * @param edit the change
   * @return the rows and what became of them, both as the flow can show them: without what a
   *     transform such as principal components leaves out
   */
  public Edited editData(Batch data, ModeEdit edit) {
    Batch x = toFlow(data);
    ModeAmplitudes before = eigenfunctions().at(FlowTime.DATA, x);
    ModeAmplitudes after = edit.apply(before);
    return edited(x, editor().data(x, edit), before, after, FlowTime.DATA);
  }

  private Edited edited(
      Batch plain, Batch changed, ModeAmplitudes before, ModeAmplitudes after, double t) {
    return new Edited(
        model.toData(plain),
        model.toData(changed),
        carried(before, FlowTime.DATA - t),
        carried(after, FlowTime.DATA - t),
        eigenfunctions().at(FlowTime.DATA, changed));
  }

  private ModeAmplitudes carried(ModeAmplitudes amplitudes, double duration) {
    return duration == 0
        ? amplitudes
        : amplitudes.map(
            (row, k, value) -> value.times(spectrum.modes().get(k).multiplier(duration)));
  }

  /**
   * The model with its first modes alone, in memory; call it on an analysis {@link #leading} gave.
   *
   * @param modes number of modes to keep
   * @param count number of samples to take the means of the others from
   * @param seed determines their noise
   * @return the smaller model, which lives as long as the opened one
   */
  public PrunedFlow pruned(int modes, int count, long seed) {
    return PrunedFlow.keep(
        flow(),
        spectrum,
        modes,
        model.noise(count, seed),
        plugins.create(
            ExponentialProvider.class,
            model.model().experiment().exponential(),
            ExponentialContext.DENSE));
  }

  /**
   * The same smaller model as {@link #pruned} gives, as one that is stored, opened, judged and
   * trained further like any other: its lifting is {@code projected}, built on that of this model.
   *
   * @param modes number of modes to keep
   * @param count number of samples to take the means of the others from
   * @param seed determines their noise
   * @return a model of its own; its experiment has the name of this one's and the number of modes
   * @throws IllegalArgumentException if there are not as many modes, or a mode is ill-conditioned
   *     and some are to be dropped
   */
  public TrainedModel prunedModel(int modes, int count, long seed) {
    String name = model.model().experiment().name() + "-" + modes + "-modes";
    Reduction kept = Reduction.keep(flow(), spectrum, modes, model.noise(count, seed));
    return new PrunedModel(plugins, model).of(kept, name);
  }

  /**
   * What smaller models are worth, for 1, 2, 4 and so on modes and for all; call it on an analysis
   * {@link #leading} gave.
   *
   * @param count number of samples to take the means of dropped modes from, and to judge on
   * @param seed determines the noise of the former; that of the latter is the next seed's
   * @return one point for each number of modes
   * @throws IllegalArgumentException if a mode is ill-conditioned, so that none can be dropped
   */
  public PruningCurve pruning(int count, long seed) {
    return PruningCurve.measure(this, count, seed);
  }

  /**
   * The pseudospectrum around the eigenvalues.
   *
   * @param points number of grid points along each axis
   * @return the distances
   */
  public Pseudospectrum pseudospectrum(int points) {
    return Pseudospectrum.around(spectrum, points);
  }

  /** Frees what it holds in the backend, and what {@link #open} opened. */
  @Override
  public void close() {
    held.close();
  }
}
