package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.core.losses.LossRow;

class LossTableTest {
  @Test
  void stagesShareColumns() {
    Map<String, Double> student = new LinkedHashMap<>();
    student.put("target", 0.5);
    student.put("path", Double.NaN);
    LossTable table =
        new LossTable(
            List.of(
                new LossRow("teacher", 0, Map.of("regression", 2.0)),
                new LossRow("student", 10, student)));

    assertThat(table.terms()).containsExactly("regression", "target", "path");
    assertThat(table.toCsv())
        .isEqualTo(
            """
            stage,step,regression,target,path
            teacher,0,2.0,,
            student,10,,0.5,NaN
            """);
  }

  @Test
  void awkwardNamesAreQuoted() {
    LossTable table = new LossTable(List.of(new LossRow("a,b", 1, Map.of("say \"x\"", 1.0))));
    assertThat(table.toCsv()).isEqualTo("stage,step,\"say \"\"x\"\"\"\n\"a,b\",1,1.0\n");
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    LossTable table =
        new LossTable(
            List.of(
                new LossRow("teacher", 0, Map.of("regression", 2.0)),
                new LossRow("a,\"b\"\nc", 10, Map.of("say \"x\"", Double.NaN, "y", 1e-7))));
    assertThat(LossTable.parse(table.toCsv())).isEqualTo(table);
    assertThat(LossTable.parse("stage,step\n").rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "step,stage\n", "stage,step,a\nx,1\n", "stage,step,a\nx,one,2\n", "x"})
  void whatIsNoTableOfLossesIsRefused(String text) {
    assertThatThrownBy(() -> LossTable.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noRowsGiveAHeaderAlone() {
    assertThat(new LossTable(List.of()).toCsv()).isEqualTo("stage,step\n");
  }
}
