package org.koopflow.spectral;

import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Precision;
import org.koopflow.api.koopman.LinearFlow;

/**
 * Edits samples through the amplitudes of their modes. Rows an edit leaves as they are come out bit
 * for bit as without it.
 */
public final class Editor {
  private final LinearFlow flow;
  private final Eigenfunctions functions;

  /**
   * Creates an editor.
   *
   * @param flow lifts, advances and decodes; stays the caller's
   * @param spectrum its spectrum
   */
  public Editor(LinearFlow flow, Spectrum spectrum) {
    this.flow = flow;
    this.functions = new Eigenfunctions(flow, spectrum);
  }

  /**
   * Amplitudes an edit at some time would see, to take from or to interpolate with.
   *
   * @param noise whole rows at {@link FlowTime#NOISE}
   * @param t time of the edit
   * @return rows x modes
   */
  public ModeAmplitudes amplitudes(Batch noise, double t) {
    return functions.of(at(noise, t));
  }

  /**
   * Samples with an edit on the way from noise to data, decoded in one step.
   *
   * @param noise whole rows at {@link FlowTime#NOISE}
   * @param t time of the edit
   * @param edit the change
   * @return whole rows at {@link FlowTime#DATA}
   */
  public Batch sample(Batch noise, double t, ModeEdit edit) {
    FlowTime.require(t);
    Batch plain = flow.transport(noise, FlowTime.NOISE, FlowTime.DATA);
    Batch z = at(noise, t);
    ModeAmplitudes before = functions.of(z);
    ModeAmplitudes after = edit.apply(before);
    if (after.equals(before)) {
      return plain;
    }
    Batch moved = Batches.add(z, 1, functions.lifted(difference(before, after)));
    Batch edited = flow.decode(flow.advance(moved, FlowTime.DATA - t));
    return keep(plain, edited.to(plain.precision()), before, after);
  }

  /**
   * Edits data rather than what is made of noise. What the decoder loses of them is added again.
   *
   * @param data whole rows at {@link FlowTime#DATA}
   * @param edit the change
   * @return {@code x + D(z edited) - D(z)} under the condition of each, whole rows
   */
  public Batch data(Batch data, ModeEdit edit) {
    Batch z = flow.lift(FlowTime.DATA, data);
    ModeAmplitudes before = functions.of(z);
    ModeAmplitudes after = edit.apply(before);
    if (after.equals(before)) {
      return data;
    }
    Batch moved = Batches.add(z, 1, functions.lifted(difference(before, after)));
    Batch edited = Batches.add(Batches.add(data, 1, flow.decode(moved)), -1, flow.decode(z));
    return keep(data, edited.to(data.precision()), before, after);
  }

  private Batch at(Batch noise, double t) {
    Batch z = flow.lift(FlowTime.NOISE, noise);
    return t == FlowTime.NOISE ? z : flow.advance(z, t - FlowTime.NOISE);
  }

  private static ModeAmplitudes difference(ModeAmplitudes before, ModeAmplitudes after) {
    return after.map((row, mode, value) -> value.minus(before.get(row, mode)));
  }

  private static Batch keep(
      Batch plain, Batch edited, ModeAmplitudes before, ModeAmplitudes after) {
    boolean single = plain.precision() == Precision.FLOAT32;
    Object kept = single ? edited.floats().clone() : edited.doubles().clone();
    Object source = single ? plain.floats() : plain.doubles();
    for (int row = 0; row < plain.rows(); row++) {
      boolean same = true;
      for (int mode = 0; mode < before.modes() && same; mode++) {
        same = before.get(row, mode).equals(after.get(row, mode));
      }
      if (same) {
        int from = row * plain.columns();
        System.arraycopy(source, from, kept, from, plain.columns());
      }
    }
    return single
        ? Batch.of(plain.rows(), plain.columns(), (float[]) kept)
        : Batch.ofDoubles(plain.rows(), plain.columns(), (double[]) kept);
  }
}
