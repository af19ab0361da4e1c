package org.koopflow.api.export;

import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.Lifting;

/**
 * What there is to export: the student, described and with its numbers.
 *
 * @param lifting its coordinates
 * @param liftingWeights values by the names the lifting uses
 * @param operator its generator
 * @param operatorWeights values by the names the operator uses
 * @param transform from data to the coordinates of the flow and back
 * @param specification the resolved specification, as text
 * @param provenance versions, seed and the like, by name
 */
public record ExportedModel(
    Lifting lifting,
    Weights liftingWeights,
    KoopmanOperator operator,
    Weights operatorWeights,
    Transform transform,
    Optional<String> specification,
    Map<String, Object> provenance) {}
