package org.koopflow.api.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;

class OptimizerContextTest {
  @Test
  void whatIsNotFrozenMoves() {
    Map<String, Batch> values = new LinkedHashMap<>();
    for (String name : new String[] {"c", "b", "a"}) {
      values.put(name, Batch.filled(1, 2, 3));
    }
    OptimizerContext context = new OptimizerContext(new Weights(values), Set.of("b"));
    assertThat(context.moving().values().keySet()).containsExactly("c", "a");
    assertThat(context.moving().get("a")).isEqualTo(Batch.filled(1, 2, 3));
    assertThat(context.initial().values()).hasSize(3);
  }
}
