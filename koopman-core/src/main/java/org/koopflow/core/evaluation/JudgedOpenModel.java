package org.koopflow.core.evaluation;

import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.metric.JudgedModel;
import org.koopflow.api.metric.Linearity;
import org.koopflow.api.metric.PathPoints;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.model.OpenModel;

/**
 * An opened model as metrics see it, whatever is known of its teacher's flow: what follows from the
 * model alone.
 */
public abstract class JudgedOpenModel implements JudgedModel {
  private final OpenModel model;
  private final Sampler student;

  /**
   * Creates the view.
   *
   * @param model the opened model; stays the caller's
   */
  protected JudgedOpenModel(OpenModel model) {
    this.model = model;
    this.student = model.sampler(Selection.of("koopman"));
  }

  /**
   * The model.
   *
   * @return the caller's
   */
  protected final OpenModel model() {
    return model;
  }

  @Override
  public final Space space() {
    return model.model().domain().space();
  }

  @Override
  public final Sampler student() {
    return student;
  }

  @Override
  public final Linearity linearity(PathPoints points) {
    return LinearityAtPoints.of(model, points);
  }

  @Override
  public final LinearFlow flow() {
    return model.flow();
  }

  @Override
  public final Optional<VelocityField> velocity() {
    return model.fittedTeacher().velocity();
  }

  @Override
  public final Batch toData(Batch states) {
    return model.toData(states);
  }

  @Override
  public final Batch toFlow(Batch rows) {
    return model.model().transform().forward(rows);
  }
}
