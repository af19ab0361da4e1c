package org.koopflow.report.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** A white sheet to draw on, at twice the nominal resolution, so that it stays sharp enlarged. */
final class Sheet {
  private static final int SCALE = 2;

  private Sheet() {}

  /** Puts panels of equal size into a row. */
  static byte[] row(List<Panel> panels, int panelWidth, int panelHeight) {
    return draw(
        panels.size() * panelWidth,
        panelHeight,
        graphics -> {
          for (Panel panel : panels) {
            panel.paint(graphics, panelWidth, panelHeight);
            graphics.translate(panelWidth, 0);
          }
        });
  }

  /** Draws on a white sheet and gives it as the bytes of a PNG file. */
  static byte[] draw(int width, int height, Consumer<Graphics2D> drawing) {
    System.setProperty("java.awt.headless", "true");
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setColor(Palette.PAPER);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(SCALE, SCALE);
      drawing.accept(graphics);
    } finally {
      graphics.dispose();
    }
    return png(image);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java has no writer for PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
