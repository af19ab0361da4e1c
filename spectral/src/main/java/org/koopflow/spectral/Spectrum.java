package org.koopflow.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.koopflow.api.Matrix;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.koopman.StateLayout;

/**
 * The spectrum of a generator, {@code L = V Lambda W^T}: an {@link AffineBlock} that comes with the
 * constant, the time and a condition, and the {@link Mode}s of the observables. Eigenvalues are
 * rates, per unit time; over a step they multiply by {@link #multipliers}.
 *
 * <p>With {@code dg/dt = b + a t + C c + A g} the modes are the eigenvectors of A. A left
 * eigenvector w of A is continued to the whole state by {@code w_t = w^T a / rate}, {@code w_c =
 * w^T C / rate} and {@code w_1 = (w^T b + w_t) / rate}, which grows without bound as the rate goes
 * to 0; the mode's condition, taken over the whole state, says so.
 *
 * <p>Modes are ordered by falling growth rate unless {@link #ordered} says otherwise.
 */
public final class Spectrum {
  /** The mode that grows fastest, or decays slowest, first. */
  public static final Comparator<Mode> BY_GROWTH =
      Comparator.comparingDouble((Mode mode) -> -mode.growthRate())
          .thenComparingDouble(Mode::frequency);

  /** The slowest mode first, whether it grows, decays or turns. */
  public static final Comparator<Mode> BY_RATE =
      Comparator.comparingDouble((Mode mode) -> mode.rate().abs())
          .thenComparingDouble(mode -> -mode.growthRate());

  /** The slowest turning mode first. */
  public static final Comparator<Mode> BY_FREQUENCY =
      Comparator.comparingDouble(Mode::frequency).thenComparingDouble(mode -> -mode.growthRate());

  /** The constant and the time, which every lifted state begins with. */
  private final Matrix generator;

  private final StateLayout layout;
  private final AffineBlock affine;
  private final List<Complex> affineRates;
  private final List<Mode> modes;
  private final SchurForm schur;

  private Spectrum(
      Matrix generator,
      StateLayout layout,
      AffineBlock affine,
      List<Complex> affineRates,
      List<Mode> modes,
      SchurForm schur) {
    this.generator = generator;
    this.layout = layout;
    this.affine = affine;
    this.affineRates = affineRates;
    this.modes = IntStream.range(0, modes.size()).mapToObj(k -> modes.get(k).at(k)).toList();
    this.schur = schur;
  }

  /**
   * Decomposes a generator.
   *
   * @param generator L, n x n
   * @param layout layout of the lifted state
   * @return its spectrum
   * @throws IllegalArgumentException if it is no generator of that layout or not finite
   * @throws org.koopflow.api.KoopflowException if the eigenvalues are not found
   */
  public static Spectrum of(Matrix generator, StateLayout layout) {
    Decomposition parts = Decomposition.of(layout.require(generator), layout);
    List<Mode> modes = new ArrayList<>(parts.modes());
    modes.sort(BY_GROWTH);
    return new Spectrum(
        generator, layout, parts.affine(), parts.affineRates(), modes, parts.schur());
  }

  /**
   * Decomposes the generator of a trained model.
   *
   * @param flow the model
   * @return its spectrum
   */
  public static Spectrum of(LinearFlow flow) {
    return of(flow.generator(), flow.layout());
  }

  /**
   * The same spectrum in another order.
   *
   * @param order such as {@link #BY_RATE}
   * @return a spectrum whose modes are numbered anew
   */
  public Spectrum ordered(Comparator<Mode> order) {
    List<Mode> sorted = new ArrayList<>(modes);
    sorted.sort(order);
    return new Spectrum(generator, layout, affine, affineRates, sorted, schur);
  }

  /**
   * The generator.
   *
   * @return L, n x n
   */
  public Matrix generator() {
    return generator;
  }

  /**
   * Layout of the lifted state.
   *
   * @return the layout
   */
  public StateLayout layout() {
    return layout;
  }

  /**
   * The modes in order.
   *
   * @return at most as many as there are observables; a pair counts once
   */
  public List<Mode> modes() {
    return modes;
  }

  /**
   * The mode of a number.
   *
   * @param index position in this spectrum, from 0
   * @return the mode
   * @throws SpecificationException if there is none of that number
   */
  public Mode mode(int index) {
    if (index < 0 || index >= modes.size()) {
      throw new SpecificationException(
          "modes are numbered 0 to " + (modes.size() - 1) + ", got " + index);
    }
    return modes.get(index);
  }

  /**
   * The part that has no eigenbasis by construction.
   *
   * @return the block of the constant and the time
   */
  public AffineBlock affine() {
    return affine;
  }

  /**
   * The Schur form, which exists and is accurate where the eigenvectors are not.
   *
   * @return Q and T
   */
  public SchurForm schur() {
    return schur;
  }

  /**
   * All eigenvalues of the generator.
   *
   * @return n rates per unit time, those of the affine block first, then both of every pair
   */
  public List<Complex> generatorEigenvalues() {
    List<Complex> all = new ArrayList<>(affineRates);
    for (Mode mode : modes) {
      all.add(mode.rate());
      if (mode.isPair()) {
        all.add(mode.rate().conjugate());
      }
    }
    return List.copyOf(all);
  }

  /**
   * Eigenvalues of the propagator over a step, as discrete-time methods report them.
   *
   * @param dt length of the step
   * @return {@code e^{rate dt}} in the order of {@link #generatorEigenvalues}
   */
  public List<Complex> multipliers(double dt) {
    return generatorEigenvalues().stream().map(rate -> rate.times(dt).exp()).toList();
  }

  /**
   * The columns that make the generator block-diagonal: those of the affine block, then of every
   * mode its right eigenvector, or its real and its imaginary part for a pair.
   *
   * @return V in real form, n x n
   */
  public Matrix basis() {
    return RealForm.basis(affine, modes, layout.dimension());
  }

  /**
   * The inverse of {@link #basis}, whose rows are the eigenfunctions in real form.
   *
   * @return W^T in real form, n x n
   */
  public Matrix dualBasis() {
    return RealForm.dual(affine, modes, layout.dimension());
  }

  /**
   * The generator in the basis of the modes: the affine block, then the rates, {@code [[re, im],
   * [-im, re]]} for a pair.
   *
   * @return Lambda in real form, n x n
   */
  public Matrix blocks() {
    return RealForm.blocks(affine, modes, layout.dimension());
  }

  /**
   * Condition of the eigenvectors as a basis, in the 1-norm: by how much it may magnify relative
   * errors.
   *
   * @return at least 1
   */
  public double basisCondition() {
    return basis().norm1() * dualBasis().norm1();
  }

  /**
   * How well {@code V Lambda W^T} gives the generator back.
   *
   * @return the error relative to the generator, in the 1-norm
   */
  public double reconstructionError() {
    Matrix again = basis().times(blocks()).times(dualBasis());
    return again.plus(-1, generator).norm1() / generator.norm1();
  }

  /**
   * What a reader must know before trusting the modes.
   *
   * @return sentences; empty if all eigenvalues are well conditioned
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    long ill = modes.stream().filter(Mode::illConditioned).count();
    if (ill > 0) {
      double worst = modes.stream().mapToDouble(Mode::condition).max().orElse(1);
      warnings.add(
          String.format(
              java.util.Locale.ROOT,
              "%d of %d modes have nearly parallel or nearly secular eigenvectors (condition up to"
                  + " %.1e, limit %.0e): their rates and amplitudes mean nothing one by one; use the"
                  + " Schur form",
              ill,
              modes.size(),
              worst,
              Mode.ILL_CONDITIONED));
    }
    if (affine.dimension() > layout.affine()) {
      warnings.add(
          (affine.dimension() - layout.affine())
              + " observables have the rate 0 and are driven in proportion to time: they belong to"
              + " the affine block and are no modes");
    }
    return List.copyOf(warnings);
  }

  @Override
  public String toString() {
    return "Spectrum[" + modes.size() + " modes, affine block of " + affine.dimension() + "]";
  }
}
