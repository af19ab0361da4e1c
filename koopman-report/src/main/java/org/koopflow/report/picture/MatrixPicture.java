package org.koopflow.report.picture;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;

/** Tables of numbers as coloured fields: blue below zero, white at zero, red above. */
public final class MatrixPicture {
  private static final int MARGIN = 16;
  private static final int TITLE = 30;
  private static final int LABELS = 46;
  private static final int SCALE = 44;
  private static final int HEIGHT = 320;
  private static final Color HIGH = new Color(0xb2, 0x2a, 0x2a);
  private static final Color LOW = new Color(0x2a, 0x5c, 0xa8);

  private MatrixPicture() {}

  /**
   * A table.
   *
   * @param title what it is
   * @param rows what its rows are
   * @param columns what its columns are
   * @param values by row, then column; the largest modulus has full colour
   */
  public record Table(String title, String rows, String columns, double[][] values) {}

  /**
   * Draws tables side by side.
   *
   * @param tables at least one, of at least one row and column each
   * @return bytes of a PNG file
   */
  public static byte[] draw(List<Table> tables) {
    int[] widths = tables.stream().mapToInt(MatrixPicture::width).toArray();
    return Sheet.draw(
        Arrays.stream(widths).sum(),
        TITLE + HEIGHT + SCALE + MARGIN,
        graphics -> {
          int left = 0;
          for (int i = 0; i < widths.length; i++) {
            draw(graphics, tables.get(i), left, widths[i]);
            left += widths[i];
          }
        });
  }

  private static int width(Table table) {
    int columns = table.values[0].length;
    int fields = Math.max(220, Math.min(640, columns * HEIGHT / table.values.length));
    return MARGIN + LABELS + fields + MARGIN;
  }

  private static void draw(Graphics2D graphics, Table table, int left, int width) {
    double largest =
        Arrays.stream(table.values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .map(Math::abs)
            .max()
            .orElse(0);
    int rows = table.values.length;
    int columns = table.values[0].length;
    int fromX = left + MARGIN + LABELS;
    int fieldsWidth = width - 2 * MARGIN - LABELS;
    for (int i = 0; i < rows; i++) {
      int top = TITLE + i * HEIGHT / rows;
      int bottom = TITLE + (i + 1) * HEIGHT / rows;
      for (int j = 0; j < columns; j++) {
        int from = fromX + j * fieldsWidth / columns;
        int to = fromX + (j + 1) * fieldsWidth / columns;
        graphics.setColor(color(table.values[i][j], largest));
        graphics.fillRect(from, top, to - from, bottom - top);
      }
    }
    graphics.setColor(Palette.BORDER);
    graphics.drawRect(fromX, TITLE, fieldsWidth, HEIGHT);
    graphics.setColor(Palette.INK);
    graphics.setFont(Palette.TITLE);
    graphics.drawString(table.title, fromX, TITLE - 10);
    graphics.setFont(Palette.TICK);
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(
        String.format(
            java.util.Locale.ROOT,
            "%s 0 to %d; full colour: %.3g",
            table.columns,
            columns - 1,
            largest),
        fromX,
        TITLE + HEIGHT + 20);
    String[] ends = {"0", table.rows, Integer.toString(rows - 1)};
    int[] at = {TITLE + 12, TITLE + HEIGHT / 2, TITLE + HEIGHT - 4};
    for (int k = 0; k < 3; k++) {
      graphics.drawString(ends[k], fromX - 6 - metrics.stringWidth(ends[k]), at[k]);
    }
  }

  private static Color color(double value, double largest) {
    if (!Double.isFinite(value) || largest == 0) {
      return Palette.PAPER;
    }
    Color end = value < 0 ? LOW : HIGH;
    double part = Math.abs(value) / largest;
    return new Color(
        mixed(end.getRed(), part), mixed(end.getGreen(), part), mixed(end.getBlue(), part));
  }

  private static int mixed(int end, double part) {
    return (int) Math.round(255 + part * (end - 255));
  }
}
