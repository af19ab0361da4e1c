package org.koopflow.report.picture;

import java.awt.Color;
import java.awt.Font;

/** Colours and fonts, the same in all pictures: the teacher is blue, the student orange. */
final class Palette {
  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x22, 0x2b, 0x36);
  static final Color FAINT_INK = new Color(0x66, 0x70, 0x7c);
  static final Color GRID = new Color(0xe9, 0xec, 0xf0);
  static final Color BORDER = new Color(0xc9, 0xcf, 0xd6);

  static final Color DATA = new Color(0x6b, 0x75, 0x82);
  static final Color TEACHER = new Color(0x2f, 0x6f, 0xb5);
  static final Color PALE_TEACHER = new Color(0xa3, 0xc2, 0xe6);
  static final Color STUDENT = new Color(0xe0, 0x6c, 0x1f);

  /** For curves that are neither. Distinguishable with the usual deficiencies of colour vision. */
  static final Color[] CURVES = {
    new Color(0x2f, 0x6f, 0xb5),
    new Color(0xe0, 0x6c, 0x1f),
    new Color(0x1b, 0x9e, 0x77),
    new Color(0xb8, 0x3a, 0x6e),
    new Color(0x7a, 0x5c, 0xc0),
    new Color(0xb0, 0x8a, 0x1e),
    new Color(0x4a, 0x55, 0x63)
  };

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private Palette() {}

  static Color clear(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }
}
