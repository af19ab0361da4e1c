package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars in the folder of modules that would keep Java from starting: one line says which one. */
class ModuleFolderTest {
  @TempDir Path scratch;

  private SourceTree tree;
  private Path modules;

  @BeforeEach
  void copyTheProduct() throws IOException {
    Product built = Product.built(scratch);
    tree = SourceTree.in(scratch);
    modules = tree.dist().resolve("lib/modules");
    built.copied(modules);
    Files.createSymbolicLink(tree.dist().resolve("lib/classpath"), built.classpath());
    Files.createFile(tree.dist().resolve("built"));
  }

  private Console start(String... words) throws IOException, InterruptedException {
    return tree.start(
        tree.root().resolve("koopflow"),
        "/usr/bin:/bin",
        Map.of("JAVA_HOME", System.getProperty("java.home")),
        words);
  }

  /** Every command ends with this line, where a start with the jar would not come that far. */
  private void assertRefused(String line) throws Exception {
    for (String command : List.of("plugins", "--version")) {
      Console said = start(command);
      assertThat(said.err())
          .matches("koopflow: " + line.replace("FOLDER", modules.toRealPath().toString()) + "\n");
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.out()).isEmpty();
    }
    Console java = new Product(modules, tree.dist().resolve("lib/classpath"), scratch).start();
    assertThat(java.out()).as("Java itself").contains("initialization of boot layer");
  }

  private static int tool(String name, Object... words) {
    String[] line = Stream.of(words).map(Object::toString).toArray(String[]::new);
    return ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, line);
  }

  /** Compiles a module and puts it into a jar. */
  private void jar(Path into, String name, String body, String... packages) throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("sources"));
    Path source = Files.createDirectories(sources.resolve(name));
    Files.writeString(source.resolve("module-info.java"), "module " + name + " {" + body + "}");
    for (String each : packages) {
      Path folder = Files.createDirectories(source.resolve(each.replace('.', '/')));
      Files.writeString(folder.resolve("Part.java"), "package " + each + "; class Part {}");
    }
    Path classes = scratch.resolve("classes of " + into.getFileName());
    assertThat(tool("javac", "-d", classes, "--module-source-path", sources, "-m", name)).isZero();
    assertThat(tool("jar", "-c", "-f", into, "-C", classes.resolve(name), ".")).isZero();
  }

  @Test
  void modulesThatFitAreStarted() throws Exception {
    jar(modules.resolve("other.jar"), "com.example.other", "", "com.example.other");
    Console said = start("plugins");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).contains("  pade ");
  }

  @Test
  void whatIsNoJarAtAll() throws Exception {
    assertThat(start("--version").code()).isZero();
    Files.writeString(modules.resolve("half.jar"), "the first half of a download");
    assertRefused(
        "'FOLDER/half.jar' is no module that Java \\d+ can read \\(zip END header not found\\);"
            + " remove it or put a whole one in its place");
    Files.delete(modules.resolve("half.jar"));
    assertThat(start("--version").code()).isZero();
  }

  @Test
  void aDescriptorThatIsBroken() throws Exception {
    Path jar = modules.resolve("broken.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("module-info.class"));
      out.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
    assertRefused(
        "'FOLDER/broken.jar' is no module that Java \\d+ can read \\([^\\n]+\\);"
            + " remove it or put a whole one in its place");
  }

  @Test
  void twoJarsOfOneModule() throws Exception {
    Path core;
    try (Stream<Path> jars = Files.list(modules)) {
      core =
          jars.filter(jar -> jar.getFileName().toString().startsWith("koopman-core-"))
              .findFirst()
              .orElseThrow();
    }
    Files.copy(core, modules.resolve("koopman-core-copy.jar"));
    assertRefused(
        "'koopman-core-[^']+\\.jar' and 'koopman-core-copy\\.jar' in 'FOLDER' both are module"
            + " 'org.koopflow.core'; remove one of them");
  }

  @Test
  void twoJarsWithOnePackage() throws Exception {
    jar(modules.resolve("one.jar"), "com.example.one", "", "com.example.shared");
    jar(modules.resolve("two.jar"), "com.example.two", "", "com.example.shared");
    assertRefused(
        "'one.jar' and 'two.jar' in 'FOLDER' both hold package 'com.example.shared';"
            + " remove one of them");
  }

  @Test
  void aPackageOfJavaItself() throws Exception {
    Path jar = modules.resolve("mine.jar");
    jar(jar, "com.example.mine", "");
    Path classes = Files.createDirectories(scratch.resolve("more/org/w3c/dom"));
    Files.write(classes.resolve("Part.class"), new byte[] {0});
    assertThat(tool("jar", "-u", "-f", jar, "-C", scratch.resolve("more"), ".")).isZero();
    assertRefused(
        "'FOLDER/mine.jar' holds package 'org.w3c.dom', which Java's module 'java.xml' holds"
            + " already; remove it");
  }

  @Test
  void aModuleThatRequiresWhatIsNotThere() throws Exception {
    jar(scratch.resolve("library.jar"), "com.example.library", "");
    jar(modules.resolve("lonely.jar"), "com.example.lonely", "requires com.example.library;");
    assertRefused(
        "'FOLDER/lonely.jar' requires module 'com.example.library', which is not there;"
            + " put its jar beside it or remove this one");
    Files.copy(scratch.resolve("library.jar"), modules.resolve("library.jar"));
    assertThat(start("--version").code()).isZero();
  }

  @Test
  void modulesThatRequireEachOther() throws Exception {
    jar(scratch.resolve("hen.jar"), "com.example.hen", "");
    jar(modules.resolve("egg.jar"), "com.example.egg", "requires com.example.hen;");
    jar(scratch.resolve("egg.jar"), "com.example.egg", "");
    jar(modules.resolve("hen.jar"), "com.example.hen", "requires com.example.egg;");
    assertRefused(
        "'egg.jar', 'hen.jar' in 'FOLDER' cannot be resolved \\(Cycle detected: [^)]+\\);"
            + " remove what is not the product's own");
  }

  @Test
  void aDamagedProductIsToBeBuiltAnew() throws Exception {
    try (Stream<Path> jars = Files.list(modules)) {
      for (Path jar : (Iterable<Path>) jars::iterator) {
        if (jar.getFileName().toString().startsWith("koopman-cli-")) {
          Files.writeString(jar, "");
        }
      }
    }
    Console said = start("plugins");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .startsWith("koopflow: '" + modules.toRealPath() + "' cannot be looked at (")
        .endsWith("; remove '" + tree.dist().toRealPath() + "' and it is built anew\n")
        .hasLineCount(1);
  }
}
