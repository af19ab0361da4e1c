package org.koopflow.parts.lifting;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * A lifting by a dictionary: {@code g = psi(t, x)}, or {@code g = [x, psi(t, x)]}. Under a
 * condition the functions stay those of x: what a class changes is how it drives them.
 *
 * @param layout layout of the lifted state
 * @param space the rows it lifts
 * @param dictionary the functions psi
 * @param state whether the state itself is put in front of them
 * @param readout the way back
 */
record DictionaryLifting(
    StateLayout layout, Space space, Dictionary dictionary, boolean state, Readout readout)
    implements Lifting {
  private static final String DICTIONARY = "dictionary";
  private static final String DECODER = "decoder";

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(
            Parameter.under(DICTIONARY, dictionary.parameters()).stream(),
            Parameter.under(DECODER, readout.parameters()).stream())
        .toList();
  }

  @Override
  public Tensor observables(Scope scope, Tensor t, Tensor rows) {
    Tensor x = space.state(rows);
    Tensor psi = dictionary.apply(scope.in(DICTIONARY), t, x);
    return state ? x.concatenate(Axis.COLUMNS, List.of(psi)) : psi;
  }

  @Override
  public Tensor decode(Scope scope, Tensor z) {
    return readout.apply(scope.in(DECODER), z);
  }

  @Override
  public Optional<Weights> decoderOf(Matrix map) {
    return readout.parametersOf(map).map(weights -> weights.under(DECODER));
  }

  @Override
  public Weights adapt(Weights drawn, Batch t, Batch x) {
    return dictionary
        .adapt(drawn.in(DICTIONARY), t, space.state(x))
        .under(DICTIONARY)
        .and(drawn.in(DECODER).under(DECODER));
  }
}
