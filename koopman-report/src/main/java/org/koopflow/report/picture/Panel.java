package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One coordinate system with points and lines, in the style all pictures share. */
final class Panel {
  /** The chart's plotting area is known to its subclasses alone. */
  private static final class Chart extends XYChart {
    Chart() {
      super(400, 400);
    }

    Rectangle2D area() {
      return plot.getBounds();
    }
  }

  private final Chart chart = new Chart();
  private Range x;
  private Range y;
  private boolean equalAspect;
  private int series;

  Panel(String title, String xLabel, String yLabel) {
    chart.setTitle(title);
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    XYStyler style = chart.getStyler();
    style.setChartBackgroundColor(Palette.PAPER);
    style.setPlotBackgroundColor(Palette.PAPER);
    style.setPlotBorderColor(Palette.BORDER);
    style.setPlotGridLinesColor(Palette.GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setChartFontColor(Palette.INK);
    style.setChartTitleFont(Palette.TITLE);
    style.setChartTitleVisible(!title.isEmpty());
    style.setChartTitleBoxVisible(false);
    style.setChartTitlePadding(8);
    style.setAxisTitleFont(Palette.LABEL);
    style.setXAxisTitleVisible(!xLabel.isEmpty());
    style.setYAxisTitleVisible(!yLabel.isEmpty());
    style.setAxisTickLabelsFont(Palette.TICK);
    style.setAxisTickLabelsColor(Palette.FAINT_INK);
    style.setAxisTickMarksColor(Palette.BORDER);
    style.setAxisTicksLineVisible(false);
    style.setPlotTicksMarksVisible(false);
    style.setPlotMargin(0);
    style.setPlotContentSize(1);
    style.setChartPadding(10);
    style.setXAxisTickMarkSpacingHint(64);
    style.setYAxisTickMarkSpacingHint(48);
    style.setLocale(Locale.ROOT);
    style.setLegendVisible(false);
    style.setLegendBorderColor(Palette.PAPER);
    style.setLegendBackgroundColor(Palette.PAPER);
    style.setLegendFont(Palette.TICK);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendSeriesLineLength(18);
    style.setLegendPadding(9);
    style.setAntiAlias(true);
    style.setTextAntiAlias(true);
  }

  Panel ranges(Range wantedX, Range wantedY) {
    x = wantedX;
    y = wantedY;
    return this;
  }

  /** One unit is as long upward as sideways; the ranges grow where that takes it. */
  Panel equalAspect() {
    equalAspect = true;
    return this;
  }

  Panel logarithmicY() {
    chart.getStyler().setYAxisLogarithmic(true);
    return this;
  }

  Panel logarithmicX() {
    chart.getStyler().setXAxisLogarithmic(true);
    return this;
  }

  Panel legend() {
    chart.getStyler().setLegendVisible(true);
    return this;
  }

  /** Many names have no room below. */
  Panel legendBeside() {
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    return legend();
  }

  /** Draws dots. */
  Panel dots(String name, double[] xs, double[] ys, Color color, int size) {
    XYSeries added = add(name, xs, ys, color);
    if (added != null) {
      added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      added.setMarker(SeriesMarkers.CIRCLE);
      chart.getStyler().setMarkerSize(size);
    }
    return this;
  }

  /** Draws a line; NaN among the ys interrupts it. */
  Panel line(String name, double[] xs, double[] ys, Color color, BasicStroke stroke) {
    XYSeries added = add(name, xs, ys, color);
    if (added != null) {
      added.setMarker(SeriesMarkers.NONE);
      added.setLineColor(color);
      added.setLineStyle(stroke);
    }
    return this;
  }

  private XYSeries add(String name, double[] xs, double[] ys, Color color) {
    if (xs.length == 0) {
      return null;
    }
    series++;
    XYSeries added = chart.addSeries(name.isEmpty() ? "series " + series : name, xs, ys);
    added.setShowInLegend(!name.isEmpty());
    added.setMarkerColor(color);
    return added;
  }

  /** Draws the panel with its upper left corner at the origin. */
  void paint(Graphics2D graphics, int width, int height) {
    apply(x, y);
    if (equalAspect) {
      Rectangle2D area = measure(width, height);
      double unit = Math.max(x.length() / area.getWidth(), y.length() / area.getHeight());
      apply(x.ofLength(unit * area.getWidth()), y.ofLength(unit * area.getHeight()));
    }
    chart.paint(graphics, width, height);
  }

  private void apply(Range shownX, Range shownY) {
    if (shownX == null) {
      return;
    }
    chart.getStyler().setXAxisMin(shownX.low()).setXAxisMax(shownX.high());
    chart.getStyler().setYAxisMin(shownY.low()).setYAxisMax(shownY.high());
  }

  /** Where the data will be drawn: labels take their room first, so it takes a trial. */
  private Rectangle2D measure(int width, int height) {
    BufferedImage scratch = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scratch.createGraphics();
    try {
      chart.paint(graphics, width, height);
    } finally {
      graphics.dispose();
    }
    return chart.area();
  }
}
