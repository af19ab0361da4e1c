package org.koopflow.it.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Broken files of every binary format, and broken copies of a run. */
final class BadFiles {
  private static final String SOUND =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (20, 2), }";

  private final Path folder;
  private final Path run;

  /** Will write into a folder, and copy a run that is sound. */
  BadFiles(Path folder, Path run) {
    this.folder = folder;
    this.run = run;
  }

  void write() throws IOException {
    numpy();
    archives();
    images();
    weights();
    runs();
    pipe();
  }

  private void file(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** An NPY file of a header and zeros. */
  static byte[] npy(String header, int bytes) {
    return npy(2, header.getBytes(StandardCharsets.ISO_8859_1), bytes);
  }

  private static byte[] npy(int version, byte[] header, int bytes) {
    ByteBuffer file =
        ByteBuffer.allocate(12 + header.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    return file.putInt(header.length).put(header).array();
  }

  /** A file that is as long as its header says, of which the disk holds only the header. */
  private void sparse(String name, byte[] start, long bytes) throws IOException {
    file(name, start);
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      file.setLength(start.length + bytes);
    }
  }

  private void numpy() throws IOException {
    byte[] sound = npy(SOUND, 160);
    file("sound.npy", sound);
    file("empty.npy", new byte[0]);
    file("short.npy", Arrays.copyOf(sound, 9));
    file("cut.npy", Arrays.copyOf(sound, sound.length - 5));
    file("long.npy", Arrays.copyOf(sound, sound.length + 5));
    byte[] magic = sound.clone();
    magic[1] = 'X';
    file("magic.npy", magic);
    file("version.npy", npy(9, SOUND.getBytes(StandardCharsets.US_ASCII), 160));
    byte[] beyond = sound.clone();
    beyond[10] = 1;
    file("beyond.npy", beyond);
    file("spaces.npy", npy("{'descr':" + " ".repeat(60_000) + "'shape' ", 160));
    file("wide.npy", npy(SOUND + " ".repeat(70_000), 160));
    file("no-descr.npy", npy(SOUND.replace("'descr'", "'desc'"), 160));
    file("no-shape.npy", npy(SOUND.replace("'shape'", "'form'"), 160));
    file("no-order.npy", npy(SOUND.replace("False", "Perhaps"), 160));
    file("object.npy", npy(SOUND.replace("<f4", "|O"), 160));
    file("complex.npy", npy(SOUND.replace("<f4", "<c8"), 320));
    file("structured.npy", npy(SOUND.replace("'<f4'", "[('a', '<f4'), ('b', '<f4')]"), 320));
    file("negative.npy", npy(SOUND.replace("(20, 2)", "(-20, 2)"), 160));
    file("letters.npy", npy(SOUND.replace("(20, 2)", "(20, two)"), 160));
    file("overflow.npy", npy(SOUND.replace("(20, 2)", "(65536, 65536)"), 160));
    file("axes.npy", npy(SOUND.replace("(20, 2)", "(20, 2" + ", 1".repeat(70) + ")"), 160));
    file("promise.npy", npy(SOUND.replace("(20, 2)", "(268435456, 2)"), 160));
    file("nothing.npy", npy(SOUND.replace("(20, 2)", "(0, 2)"), 0));
    file("thin.npy", npy(SOUND.replace("(20, 2)", "(20, 0)"), 0));
    file("single.npy", npy(SOUND.replace("(20, 2)", "()"), 4));
    file("labels-few.npy", npy(SOUND.replace("(20, 2)", "(3,)"), 12));
    byte[] half = npy(SOUND.replace("(20, 2)", "(20,)"), 80);
    ByteBuffer.wrap(half).order(ByteOrder.LITTLE_ENDIAN).putFloat(half.length - 4, 0.5f);
    file("labels-half.npy", half);
    byte[] nan = sound.clone();
    ByteBuffer.wrap(nan).order(ByteOrder.LITTLE_ENDIAN).putFloat(nan.length - 4, Float.NaN);
    file("nan.npy", nan);
    sparse(
        "huge.npy",
        npy(SOUND.replace("<f4", "<f8").replace("(20, 2)", "(1000000000, 2)"), 0),
        16_000_000_000L);
  }

  private static byte[] zip(String... namesAndShapes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndShapes.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndShapes[i]));
        String shape = namesAndShapes[i + 1];
        int count =
            Arrays.stream(shape.split("[(), ]+"))
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .reduce(1, (a, b) -> a * b);
        out.write(npy(SOUND.replace("(20, 2)", shape), 4 * count));
      }
    }
    return bytes.toByteArray();
  }

  private void archives() throws IOException {
    byte[] sound = zip("trajectories.npy", "(5, 20, 2)");
    file("sound.npz", sound);
    file("empty.npz", new byte[0]);
    file("text.npz", "no archive".getBytes(StandardCharsets.US_ASCII));
    file("cut.npz", Arrays.copyOf(sound, sound.length - 9));
    file("foreign.npz", zip("readme.txt", "(1, 1)"));
    file("ambiguous.npz", zip("a.npy", "(5, 20, 2)", "b.npy", "(5, 20, 2)"));
    file("flat.npz", zip("trajectories.npy", "(5, 40)"));
    file("brief.npz", zip("trajectories.npy", "(2, 20, 2)"));
    file("times.npz", zip("trajectories.npy", "(5, 20, 2)", "times.npy", "(4,)"));
    file("times-zero.npz", zip("trajectories.npy", "(5, 20, 2)", "times.npy", "(5,)"));
    file("times-table.npz", zip("trajectories.npy", "(5, 20, 2)", "times.npy", "(5, 1)"));
    file("few.npz", zip("trajectories.npy", "(5, 3, 2)"));
    byte[] twice = zip("a.npy", "(5, 20, 2)", "b.npy", "(5, 20, 2)");
    for (int i = 0; i < twice.length - 4; i++) {
      if (twice[i] == 'b' && twice[i + 1] == '.' && twice[i + 2] == 'n') {
        twice[i] = 'a';
      }
    }
    file("twice.npz", twice);
    // The size in the archive's directory, 24 bytes behind the signature of its entry.
    byte[] lying = sound.clone();
    ByteBuffer buffer = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < lying.length - 4; i++) {
      if (buffer.getInt(i) == 0x02014b50) {
        buffer.putInt(i + 24, Integer.MAX_VALUE);
      }
    }
    file("lying.npz", lying);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] idx(int type, int bytes, int... sizes) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + bytes);
    file.putInt(type << 8 | sizes.length);
    for (int size : sizes) {
      file.putInt(size);
    }
    return file.array();
  }

  /** A folder of four files, with one of them another one; left out if there are no bytes. */
  private void images(String name, String other, byte[] bytes) throws IOException {
    for (String part : new String[] {"train", "t10k"}) {
      file(name + "/" + part + "-images-idx3-ubyte", idx(8, 120, 30, 2, 2));
      file(name + "/" + part + "-labels-idx1-ubyte", idx(8, 30, 30));
    }
    if (bytes == null) {
      Files.delete(folder.resolve(name).resolve(other));
    } else {
      file(name + "/" + other, bytes);
    }
  }

  private void images() throws IOException {
    String images = "train-images-idx3-ubyte";
    String labels = "t10k-labels-idx1-ubyte";
    images("idx-none", images, null);
    images("idx-no-labels", labels, null);
    images("idx-empty", images, new byte[0]);
    images("idx-magic", images, idx(0xab08, 120, 30, 2, 2));
    images("idx-type", images, idx(13, 120, 30, 2, 2));
    images("idx-cut", images, idx(8, 100, 30, 2, 2));
    images("idx-long", images, idx(8, 130, 30, 2, 2));
    images("idx-promise", images, idx(8, 120, 1_000_000, 100, 10));
    images("idx-overflow", images, idx(8, 120, 65536, 65536, 65536));
    images("idx-axes", images, idx(8, 120, new int[200]));
    images("idx-flat", images, idx(8, 120, 30, 4));
    images("idx-thin", images, idx(8, 0, 30, 0, 2));
    images("idx-one", images, idx(8, 4, 1, 2, 2));
    images("idx-fewer-labels", labels, idx(8, 29, 29));
    images("idx-other-size", "t10k-images-idx3-ubyte", idx(8, 270, 30, 3, 3));
    byte[] whole = gzip(idx(8, 120, 30, 2, 2));
    images("idx-gzip-cut", images, Arrays.copyOf(whole, whole.length - 12));
    byte[] corrupt = whole.clone();
    corrupt[corrupt.length - 6] ^= 0x55;
    images("idx-gzip-corrupt", images, corrupt);
    images("idx-gzip-promise", images, gzip(idx(8, 120, 1_000_000, 28, 28)));
  }

  /** A safetensors file of a header and zeros. */
  private static byte[] tensors(String header, int bytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private interface Change {
    void of(Path copy) throws IOException;
  }

  private void copy(String name, Change change) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String inside = run.relativize(file).toString();
        if (inside.isEmpty() || inside.matches("weights.*|.*\\.(yaml|json|csv)")) {
          Files.copy(file, copy.resolve(inside));
        }
      }
    }
    change.of(copy);
  }

  private void student(String name, byte[] bytes) throws IOException {
    copy(name, copy -> Files.write(copy.resolve("weights/student.safetensors"), bytes));
  }

  private void weights() throws IOException {
    String one = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    byte[] sound = Files.readAllBytes(run.resolve("weights/student.safetensors"));
    student("weights-empty", new byte[0]);
    student("weights-short", Arrays.copyOf(sound, 7));
    student("weights-half", Arrays.copyOf(sound, sound.length / 2));
    student("weights-longer", Arrays.copyOf(sound, sound.length + 3));
    student("weights-header", new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, '{', '}'});
    student("weights-beyond", new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
    student("weights-list", tensors("[1]", 8));
    student("weights-json", tensors("{\"w\":", 8));
    student("weights-type", tensors(one.replace("F32", "I64"), 8));
    student("weights-shape", tensors(one.replace("[1,2]", "[1,3]"), 8));
    student("weights-gap", tensors(one.replace("[0,8]", "[4,12]"), 12));
    student("weights-more", tensors(one, 12));
    student("weights-other", tensors(one, 8));
    student("weights-bytes", tensors("{\"\u00e4\":1}", 0));
    student(
        "weights-promise",
        tensors(one.replace("[1,2]", "[1,400000000]").replace("[0,8]", "[0,1600000000]"), 8));
    copy("weights-none", copy -> Files.delete(copy.resolve("weights/student.safetensors")));
    copy("weights-raw", copy -> Files.delete(copy.resolve("weights/student-raw.safetensors")));
    copy("weights-teacher", copy -> Files.delete(copy.resolve("weights/teacher.safetensors")));
    copy("weights-transform", copy -> Files.delete(copy.resolve("weights/transform.safetensors")));
    copy(
        "weights-swapped",
        copy ->
            Files.write(
                copy.resolve("weights/student.safetensors"),
                Files.readAllBytes(copy.resolve("weights/teacher.safetensors"))));
    copy(
        "weights-folder",
        copy -> {
          Files.delete(copy.resolve("weights/student.safetensors"));
          Files.createDirectories(copy.resolve("weights/student.safetensors"));
        });
    copy(
        "weights-device",
        copy -> {
          Files.delete(copy.resolve("weights/student.safetensors"));
          Files.createSymbolicLink(
              copy.resolve("weights/student.safetensors"), Path.of("/dev/zero"));
        });
    copy(
        "weights-pipe",
        copy -> {
          Files.delete(copy.resolve("weights/student.safetensors"));
          Files.createSymbolicLink(
              copy.resolve("weights/student.safetensors"), folder.resolve("pipe"));
        });
  }

  private void text(String name, String file, String text) throws IOException {
    copy(name, copy -> Files.writeString(copy.resolve(file), text));
  }

  private void edited(String name, String file, String from, String to) throws IOException {
    copy(
        name,
        copy -> {
          String text = Files.readString(copy.resolve(file));
          if (!text.contains(from)) {
            throw new IllegalStateException(file + " does not hold " + from);
          }
          Files.writeString(copy.resolve(file), text.replace(from, to));
        });
  }

  private void runs() throws IOException {
    String metrics = "metrics.json";
    text("metrics-null", metrics, "null");
    text("metrics-empty", metrics, "");
    text("metrics-list", metrics, "[1, 2]");
    text("metrics-number", metrics, "7");
    text("metrics-cut", metrics, "{\"student\":");
    text("metrics-deep", metrics, "{\"a\":".repeat(5000));
    text("metrics-trailing", metrics, "{} x");
    String provenance = "provenance.json";
    text("provenance-null", provenance, "null");
    text("provenance-empty", provenance, "");
    text("provenance-cut", provenance, "{\"format\":");
    text("provenance-list", provenance, "[]");
    text("provenance-future", provenance, "{\"format\": \"koopflow-99\"}");
    text("provenance-long", provenance, "{\"format\": \"" + "x".repeat(100_000) + "\"}");
    edited("space-zero", provenance, "\"dimension\": 2", "\"dimension\": 0");
    edited("space-huge", provenance, "\"dimension\": 2", "\"dimension\": 2147483647");
    edited("space-other", provenance, "\"dimension\": 2", "\"dimension\": 3");
    edited("space-text", provenance, "\"dimension\": 2", "\"dimension\": \"two\"");
    String losses = "losses.csv";
    text("losses-empty", losses, "");
    text("losses-header", losses, "step,stage\n");
    text("losses-ragged", losses, "stage,step,loss\nstudent,1\n");
    text("losses-text", losses, "stage,step,loss\nstudent,1,much\n");
    text("losses-step", losses, "stage,step,loss\nstudent,first,1\n");
    text("losses-quote", losses, "stage,step,loss\n\"student,1,1\n");
    String experiment = "experiment.yaml";
    text("experiment-empty", experiment, "");
    text("experiment-list", experiment, "- a\n");
    edited("experiment-larger", experiment, "dimension: 10\n", "dimension: 11\n");
    edited("experiment-huge", experiment, "dimension: 10\n", "dimension: 32768\n");
    edited("experiment-unknown", experiment, "training:\n", "trainings:\n");
    copy("provenance-none", copy -> Files.delete(copy.resolve(provenance)));
    copy("experiment-none", copy -> Files.delete(copy.resolve(experiment)));
    copy("metrics-none", copy -> Files.delete(copy.resolve(metrics)));
    copy("losses-none", copy -> Files.delete(copy.resolve(losses)));
  }

  /** Nothing ever comes out of it, so whoever opens it to read waits for ever. */
  private void pipe() throws IOException {
    try {
      new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
