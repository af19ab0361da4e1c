package org.koopflow.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.core.model.Domain;

/** What flows, as a run folder writes it. */
final class SpaceText {
  private static final String DIMENSION = "dimension";
  private static final String IMAGE = "image";
  private static final String SHARES = "classShares";
  private static final String UNLABELLED = "unlabelled";

  private SpaceText() {}

  /** A domain as keys: its dimension, and whatever else there is of it. */
  static Map<String, Object> of(Domain domain) {
    Map<String, Object> keys = new LinkedHashMap<>();
    Space space = domain.space();
    keys.put(DIMENSION, space.dimension());
    space
        .image()
        .ifPresent(
            image -> keys.put(IMAGE, List.of(image.channels(), image.height(), image.width())));
    if (space.conditions() > 0) {
      keys.put(SHARES, domain.shares());
      keys.put(UNLABELLED, domain.unlabelled());
    }
    return keys;
  }

  /**
   * Reads a domain.
   *
   * @throws KoopflowException if the keys make none
   */
  static Domain parse(JsonNode keys, Path file) {
    try {
      List<Double> shares = new ArrayList<>();
      keys.path(SHARES).forEach(share -> shares.add(share.asDouble()));
      JsonNode image = keys.path(IMAGE);
      Space space =
          new Space(
              keys.path(DIMENSION).asInt(),
              image.isMissingNode()
                  ? Optional.empty()
                  : Optional.of(
                      new ImageLayout(
                          image.path(0).asInt(), image.path(1).asInt(), image.path(2).asInt())),
              shares.size());
      return new Domain(space, shares, keys.path(UNLABELLED).asBoolean());
    } catch (IllegalArgumentException wrong) {
      throw new KoopflowException(
          "'" + file + "' tells of no sound space: " + wrong.getMessage(), wrong);
    }
  }
}
