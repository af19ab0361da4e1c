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
   * @param blocks rows of pixels by caption, in the order to draw them; values outside [0, 1] are
   *     shown black or white
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

  /** Three channels are red, green and blue; of any other number the first is shown in grey. */
  private static BufferedImage image(Batch rows, int row, ImageLayout shape) {
    boolean colours = shape.channels() == 3;
    BufferedImage image =
        new BufferedImage(
            shape.width(),
            shape.height(),
            colours ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
    for (int channel = 0; channel < (colours ? 3 : 1); channel++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          double value = rows.get(row, shape.column(channel, y, x));
          // Written to the raster itself, since setRGB would convert between grey scales.
          int level = (int) Math.round(255 * Math.max(0, Math.min(1, value)));
          image.getRaster().setSample(x, y, channel, level);
        }
      }
    }
    return image;
  }
}
