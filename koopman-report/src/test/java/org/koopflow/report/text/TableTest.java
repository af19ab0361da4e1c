package org.koopflow.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.koopflow.report.text.Figures.measures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.core.evaluation.FigureCatalog;

class TableTest {
  private static final Map<String, Object> METRICS =
      measures(
          "teacher", measures("slicedWasserstein", 0.25, "nfe", 68),
          "student", measures("slicedWasserstein", 0.5),
          "floor", measures("slicedWasserstein", 0.125, "energy", 7),
          "euler",
              measures(
                  "1", measures("slicedWasserstein", 1.5), "2", measures("slicedWasserstein", 1)),
          "endMse", 0.001234567,
          "pathMse", measures("0.25", 0.125, "0.75", 0.375),
          "relativeResidual", 0.75);

  private static final Table TABLE =
      Table.of(List.of("teacher", "seed"), Figures.catalog())
          .with(List.of("{type: cfm, sigma: 1}", "1"), METRICS)
          .with(List.of("stopped", "2"), Map.of());

  @Test
  void figuresStandUnderTheirNames() {
    List<Object> row = TABLE.rows().get(0);
    assertThat(row.get(TABLE.header().indexOf("teacher SW2"))).isEqualTo(0.25);
    assertThat(row.get(TABLE.header().indexOf("teacher NFE"))).isEqualTo(68);
    assertThat(row.get(TABLE.header().indexOf("student SW2"))).isEqualTo(0.5);
    assertThat(row.get(TABLE.header().indexOf("floor SW2"))).isEqualTo(0.125);
    assertThat(row.get(TABLE.header().indexOf("end MSE"))).isEqualTo(0.001234567);
    assertThat((Double) row.get(TABLE.header().indexOf("path MSE"))).isCloseTo(0.25, within(1e-12));
    assertThat(row.get(TABLE.header().indexOf("residual"))).isEqualTo(0.75);
    assertThat(row.get(TABLE.header().indexOf("1 Euler step SW2"))).isEqualTo(1.5);
  }

  @Test
  void textIsAlignedAndShort() {
    List<String> lines = TABLE.toText().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("teacher                seed  teacher SW2");
    assertThat(lines.get(1))
        .startsWith("{type: cfm, sigma: 1}  1            0.25")
        .contains("0.001235");
    assertThat(lines.get(2)).startsWith("stopped                2               -");
  }

  @Test
  void csvHasAllDigitsAndQuotesCommas() {
    assertThat(TABLE.toCsv().lines())
        .containsExactly(
            "teacher,seed,teacher SW2,teacher NFE,student SW2,floor SW2,end MSE,path MSE,residual,"
                + "1 Euler step SW2",
            "\"{type: cfm, sigma: 1}\",1,0.25,68,0.5,0.125,0.001234567,0.25,0.75,1.5",
            "stopped,2,,,,,,,,");
  }

  /** A metric nobody names here brings its column, once a run has its figure. */
  @Test
  void columnsAreThoseOfTheFiguresThereAre() {
    Map<String, Figure> figures = new LinkedHashMap<>(Figures.catalog().figures());
    figures.put("recall", Figure.of("recall", "recall", Better.HIGHER).under("recall"));
    Table table = Table.of(List.of("seed"), new FigureCatalog(figures));
    assertThat(table.header()).containsExactly("seed");
    Table longer =
        table
            .with(List.of("1"), measures("endMse", 0.5))
            .with(List.of("2"), measures("student", measures("recall", 0.75)));
    assertThat(longer.toCsv().lines())
        .containsExactly("seed,student recall,end MSE", "1,,0.5", "2,0.75,");
  }
}
