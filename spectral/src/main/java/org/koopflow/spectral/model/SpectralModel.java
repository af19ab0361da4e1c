package org.koopflow.spectral.model;

import java.util.ArrayDeque;
import java.util.Deque;
import org.koopflow.api.Batch;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.data.Transform;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.spectral.Contributions;
import org.koopflow.spectral.Editor;
import org.koopflow.spectral.Eigenfunctions;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.LieDerivative;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.TangentLifting;

/**
 * An opened model with its spectrum, to apply analyses to. States are in the coordinates of the
 * flow; {@link OpenModel#toData} and {@link #toFlow} lead out of them and in.
 *
 * <pre>{@code
 * TrainedModel trained = new RunFolder(koopflow.plugins()).read(folder);
 * try (SpectralModel spectral = SpectralModel.open(koopflow, trained, ModeOrder.LEADING)) {
 *   Taught taught = spectral.apply(new TeacherTrajectories(1000, 7));
 *   spectral.apply(new FidelityAnalysis(taught)).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>The order decides which mode has which number. Safe for one thread at a time.
 */
public final class SpectralModel implements AutoCloseable {
  /** What is to be closed, the last first. */
  private final Deque<Runnable> held;

  private final OpenModel model;
  private final Spectrum spectrum;
  private final TangentLifting tangent;

  private SpectralModel(Deque<Runnable> held, OpenModel model, ModeOrder order) {
    this.held = held;
    this.model = model;
    this.spectrum = order.of(model);
    this.tangent =
        new TangentLifting(
            model.backend(),
            model.koopman().lifting(),
            model.model().student().orElseThrow().averaged().in("lifting"));
    held.push(tangent::close);
  }

  /**
   * Analyses a model that is open.
   *
   * @param model the opened model; stays the caller's and must be closed after this
   * @param order gives modes their numbers: {@link ModeOrder#LEADING} unless another one is wanted
   * @return the model with its spectrum, to be closed by the caller
   * @throws org.koopflow.api.KoopflowException if the student was never trained
   */
  public static SpectralModel of(OpenModel model, ModeOrder order) {
    return new SpectralModel(new ArrayDeque<>(), model, order);
  }

  /**
   * Opens a model in the backend its experiment names, for nothing but its analysis.
   *
   * @param koopflow makes its parts
   * @param trained the model
   * @param order gives modes their numbers: {@link ModeOrder#LEADING} unless another one is wanted
   * @return the model with its spectrum, which holds the backend until it is closed
   * @throws org.koopflow.api.KoopflowException if the student was never trained
   */
  public static SpectralModel open(Koopflow koopflow, TrainedModel trained, ModeOrder order) {
    Deque<Runnable> held = new ArrayDeque<>();
    try {
      Backend backend = koopflow.openBackend(trained.experiment());
      held.push(backend::close);
      OpenModel model = koopflow.open(trained, backend);
      held.push(model::close);
      return new SpectralModel(held, model, order);
    } catch (RuntimeException | Error e) {
      held.forEach(Runnable::run);
      throw e;
    }
  }

  /**
   * Applies an analysis.
   *
   * @param <R> what it finds
   * @param analysis the question
   * @return the answer
   */
  public <R> R apply(SpectralAnalysis<R> analysis) {
    return analysis.of(this);
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
   * What makes the parts that a model names.
   *
   * @return the plug-ins
   */
  public Plugins plugins() {
    return model.plugins();
  }

  /**
   * The learned linear flow.
   *
   * @return the flow of {@link #model()}
   */
  public LinearFlow flow() {
    return model.flow();
  }

  /**
   * The spectrum of the flow's generator.
   *
   * @return the spectrum, whose order gives modes their numbers
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
   * Whether the teacher has a velocity field, which all that follows its trajectories needs.
   *
   * @return false for one that brings recorded trajectories alone
   */
  public boolean hasVelocity() {
    return model.teacher().capabilities().contains(Teacher.Capability.VELOCITY);
  }

  /**
   * The lifting along the teacher's flow.
   *
   * @return its Lie derivative, which lives as long as this object
   * @throws org.koopflow.api.SpecificationException if the teacher has no velocity field
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
   * @param data rows as in the data set, with their classes where the flow is conditioned on them
   * @return whole rows, state and condition
   * @throws org.koopflow.api.SpecificationException if the flow is conditioned on classes, the rows
   *     have none, and "no label" is none of its classes
   */
  public Batch toFlow(SampleSet data) {
    return model.toFlow(data);
  }

  /**
   * A direction at a point, such as the shape of a mode, in the coordinates of the data.
   *
   * @param directions rows x d in the coordinates of the flow, without a condition
   * @return rows as in the data set
   */
  public Batch directionToData(Batch directions) {
    Batch origin = Batch.zeros(directions.rows(), directions.columns()).to(directions.precision());
    Transform transform = model.model().transform();
    double[] moved = transform.inverse(directions).doubles().clone();
    double[] still = transform.inverse(origin).doubles();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= still[i];
    }
    return Batch.ofDoubles(directions.rows(), moved.length / directions.rows(), moved);
  }

  /** Frees what it holds in the backend, and what {@link #open} opened. */
  @Override
  public void close() {
    while (!held.isEmpty()) {
      held.pop().run();
    }
  }
}
