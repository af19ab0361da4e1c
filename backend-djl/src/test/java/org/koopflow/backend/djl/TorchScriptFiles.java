package org.koopflow.backend.djl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the smallest archives that PyTorch takes for TorchScript: a module without parameters. */
final class TorchScriptFiles {
  private TorchScriptFiles() {}

  /**
   * Writes a module.
   *
   * @param file where to
   * @param body lines of its forward(t, x), each indented by four blanks
   * @param result type of what it returns
   */
  static Path write(Path file, String result, String... body) throws IOException {
    String code =
        "class Field(Module):\n"
            + "  __parameters__ = []\n"
            + "  __buffers__ = []\n"
            + "  training : bool\n"
            + "  def forward(self: __torch__.Field,\n"
            + "    t: Tensor,\n"
            + "    x: Tensor) -> "
            + result
            + ":\n    "
            + String.join("\n    ", body)
            + "\n";
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      add(zip, "field/data.pkl", module());
      add(zip, "field/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
      add(zip, "field/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      add(zip, "field/version", "3\n".getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** A pickled object of the class, whose only attribute says that it is not being trained. */
  private static byte[] module() throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write("c__torch__\nField\n".getBytes(StandardCharsets.US_ASCII));
    pickle.write(")\u0081}(X".getBytes(StandardCharsets.ISO_8859_1));
    byte[] name = "training".getBytes(StandardCharsets.US_ASCII);
    pickle.write(new byte[] {(byte) name.length, 0, 0, 0});
    pickle.write(name);
    pickle.write("\u0089ub.".getBytes(StandardCharsets.ISO_8859_1));
    return pickle.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
