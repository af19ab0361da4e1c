package org.koopflow.report.picture;

import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.ImageLayout;

/** Blocks of small grey-scale pictures side by side. */
public final class ImageGrid {
  private static final int GAP = 2;
  private static final int MARGIN = 14;
  private static final int CAPTION = 28;
  private static final int BLOCK = 400;

  private ImageGrid() {}

  /**
   * Draws the first pictures of every block.
   *
   * @param blocks rows of grey values by caption, in the order to draw them; values outside [0, 1]
   *     are shown black or white
   * @param shape how to read a row as a picture
   * @param columns pictures per line of a block
   * @param lines lines of a block
   * @return bytes of a PNG file
   */
  public static byte[] draw(Map<String, Batch> blocks, ImageLayout shape, int columns, int lines) {
    int cellWidth = BLOCK / columns;
    int cellHeight = Math.max(1, cellWidth * shape.height() / shape.width());
    int blockWidth = columns * (cellWidth + GAP) - GAP;
    int blockHeight = lines * (cellHeight + GAP) - GAP;
    int width = blocks.size() * (blockWidth + MARGIN) + MARGIN;
    return Sheet.draw(
        width,
        CAPTION + blockHeight + MARGIN,
        graphics -> {
          graphics.setFont(Palette.TITLE);
          FontMetrics metrics = graphics.getFontMetrics();
          int left = MARGIN;
          for (Map.Entry<String, Batch> block : blocks.entrySet()) {
            graphics.setColor(Palette.INK);
            int indent = (blockWidth - metrics.stringWidth(block.getKey())) / 2;
            graphics.drawString(block.getKey(), left + indent, CAPTION - 9);
            int shown = Math.min(columns * lines, block.getValue().rows());
            for (int i = 0; i < shown; i++) {
              graphics.drawImage(
                  image(block.getValue(), i, shape),
                  left + i % columns * (cellWidth + GAP),
                  CAPTION + i / columns * (cellHeight + GAP),
                  cellWidth,
                  cellHeight,
                  null);
            }
            left += blockWidth + MARGIN;
          }
        });
  }

  private static BufferedImage image(Batch rows, int row, ImageLayout shape) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < shape.height(); i++) {
      for (int j = 0; j < shape.width(); j++) {
        double grey = rows.get(row, i * shape.width() + j);
        // Written to the raster itself, since setRGB would convert between grey scales.
        int level = (int) Math.round(255 * Math.max(0, Math.min(1, grey)));
        image.getRaster().setSample(j, i, 0, level);
      }
    }
    return image;
  }
}
