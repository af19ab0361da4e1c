package org.koopflow.core.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.koopman.Structure;

/** An exponential together with the operator whose generators it is for: whether they fit. */
public final class ExponentialChoice {
  private final Plugins plugins;
  private final Selection<ExponentialProvider<?>> exponential;
  private final Selection<OperatorProvider<?>> operator;

  /**
   * Creates the choice; nothing is checked yet.
   *
   * @param plugins the plug-ins there are
   * @param exponential the exponential
   * @param operator the operator
   */
  public ExponentialChoice(
      Plugins plugins,
      Selection<ExponentialProvider<?>> exponential,
      Selection<OperatorProvider<?>> operator) {
    this.plugins = plugins;
    this.exponential = exponential;
    this.operator = operator;
  }

  /**
   * Makes the exponential for the operator.
   *
   * @param layout layout of the lifted states
   * @return the strategy
   * @throws SpecificationException if it does not apply to what the operator gives
   */
  public Exponential make(StateLayout layout) {
    Structure structure = plugins.of(OperatorProvider.class).get(operator.type()).structure();
    ExponentialProvider<?> provider = plugins.of(ExponentialProvider.class).get(exponential.type());
    if (!provider.appliesTo(structure)) {
      throw new SpecificationException(
          "exponential '"
              + exponential.type()
              + "' needs "
              + provider.structures().stream()
                  .map(Structure::words)
                  .sorted()
                  .collect(Collectors.joining(" or "))
              + ", which operator '"
              + operator.type()
              + "' does not give; with it use "
              + names(structure, other -> true));
    }
    return plugins.create(
        ExponentialProvider.class, exponential, new ExponentialContext(structure, layout.affine()));
  }

  /**
   * Makes the exponential for training.
   *
   * @param layout layout of the lifted states
   * @return its differentiable form
   * @throws SpecificationException if it does not apply, or cannot be differentiated
   */
  public Exponential.OnTensors onTensors(StateLayout layout) {
    Structure structure = plugins.of(OperatorProvider.class).get(operator.type()).structure();
    return make(layout)
        .onTensors()
        .orElseThrow(
            () ->
                new SpecificationException(
                    "exponential '"
                        + exponential.type()
                        + "' cannot be differentiated, which training needs; with operator '"
                        + operator.type()
                        + "' use "
                        + names(structure, ExponentialProvider::differentiable)));
  }

  private String names(Structure structure, Predicate<ExponentialProvider<?>> wanted) {
    List<String> names = new ArrayList<>();
    for (ExponentialProvider<?> provider : plugins.of(ExponentialProvider.class).all().values()) {
      if (provider.appliesTo(structure) && wanted.test(provider)) {
        names.add(provider.name());
      }
    }
    return String.join(", ", names);
  }
}
