package org.koopflow.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of this machine as a process sees them that is killed at one of its operations: that
 * one and all later ones that would change something do not happen, those of {@code finally} blocks
 * included, but locks end, as they do with a process. A killed writing writes half of its bytes.
 */
public final class MortalFiles {
  private final List<String> operations = new ArrayList<>();
  private final int last;
  private final Provider provider = new Provider();
  private final System system = new System();

  private MortalFiles(int last) {
    this.last = last;
  }

  /** A process that is killed at an operation, counted from 0. */
  public static MortalFiles killedAt(int operation) {
    return new MortalFiles(operation);
  }

  /** A process that comes to its end. */
  public static MortalFiles immortal() {
    return new MortalFiles(Integer.MAX_VALUE);
  }

  /** A file as this process sees it. */
  public Path see(Path path) {
    return new Seen(path);
  }

  /** What it did, or began when it was killed. */
  public List<String> operations() {
    return operations;
  }

  /** Whether it was killed. */
  public boolean killed() {
    return operations.size() > last;
  }

  /** Nobody catches it. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    private Killed(String operation) {
      super(operation);
    }
  }

  private void does(String operation, Path file) {
    if (!killed()) {
      operations.add(operation + " " + file.getFileName());
    }
    if (killed()) {
      throw new Killed(operation + " " + file);
    }
  }

  private static Path plain(Path path) {
    return path instanceof Seen seen ? seen.path : path;
  }

  private final class Seen implements Path {
    private final Path path;

    Seen(Path path) {
      this.path = path;
    }

    private Path seen(Path other) {
      return other == null ? null : new Seen(other);
    }

    @Override
    public FileSystem getFileSystem() {
      return system;
    }

    @Override
    public boolean isAbsolute() {
      return path.isAbsolute();
    }

    @Override
    public Path getRoot() {
      return seen(path.getRoot());
    }

    @Override
    public Path getFileName() {
      return seen(path.getFileName());
    }

    @Override
    public Path getParent() {
      return seen(path.getParent());
    }

    @Override
    public int getNameCount() {
      return path.getNameCount();
    }

    @Override
    public Path getName(int index) {
      return seen(path.getName(index));
    }

    @Override
    public Path subpath(int begin, int end) {
      return seen(path.subpath(begin, end));
    }

    @Override
    public boolean startsWith(Path other) {
      return path.startsWith(plain(other));
    }

    @Override
    public boolean endsWith(Path other) {
      return path.endsWith(plain(other));
    }

    @Override
    public Path normalize() {
      return seen(path.normalize());
    }

    @Override
    public Path resolve(Path other) {
      return seen(path.resolve(plain(other)));
    }

    @Override
    public Path relativize(Path other) {
      return seen(path.relativize(plain(other)));
    }

    @Override
    public URI toUri() {
      return path.toUri();
    }

    @Override
    public Path toAbsolutePath() {
      return seen(path.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
      return seen(path.toRealPath(options));
    }

    @Override
    public WatchKey register(
        WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
      return path.compareTo(plain(other));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Seen seen && seen.path.equals(path);
    }

    @Override
    public int hashCode() {
      return path.hashCode();
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  private final class System extends FileSystem {
    @Override
    public FileSystemProvider provider() {
      return provider;
    }

    @Override
    public void close() {
      // The files are there for others too.
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return java.io.File.separator;
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return List.of();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return Set.of("basic");
    }

    @Override
    public Path getPath(String first, String... more) {
      return new Seen(Path.of(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
      throw new UnsupportedOperationException();
    }
  }

  private final class Provider extends FileSystemProvider {
    private final FileSystemProvider real = Path.of("").getFileSystem().provider();

    @Override
    public String getScheme() {
      return "mortal";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      return system;
    }

    @Override
    public Path getPath(URI uri) {
      return new Seen(Path.of(uri));
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      if (options.contains(StandardOpenOption.CREATE)
          || options.contains(StandardOpenOption.CREATE_NEW)
          || options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
        does("open", path);
      }
      return new Channel(path, FileChannel.open(plain(path), options, attributes));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
      DirectoryStream<Path> stream = Files.newDirectoryStream(plain(folder));
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          List<Path> entries = new ArrayList<>();
          for (Path entry : stream) {
            Path seen = new Seen(entry);
            try {
              if (filter.accept(seen)) {
                entries.add(seen);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
          return entries.iterator();
        }

        @Override
        public void close() throws IOException {
          stream.close();
        }
      };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
      does("create folder", folder);
      real.createDirectory(plain(folder), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
      does("delete", path);
      real.delete(plain(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
      does("rename", source);
      real.move(plain(source), plain(target), options);
    }

    @Override
    public boolean isSameFile(Path first, Path second) throws IOException {
      return real.isSameFile(plain(first), plain(second));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
      return real.isHidden(plain(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
      return real.getFileStore(plain(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
      real.checkAccess(plain(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      return real.getFileAttributeView(plain(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws IOException {
      return real.readAttributes(plain(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
        throws IOException {
      return real.readAttributes(plain(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options)
        throws IOException {
      does("set attribute", path);
      real.setAttribute(plain(path), name, value, options);
    }
  }

  private final class Channel extends FileChannel {
    private final Path path;
    private final FileChannel channel;

    Channel(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    private void writes(ByteBuffer bytes) throws IOException {
      try {
        does("write", path);
      } catch (Killed killed) {
        if (operations.size() == last + 1 && bytes.hasRemaining()) {
          channel.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
        }
        throw killed;
      }
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
      return channel.read(to);
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
      return channel.read(to, offset, length);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      writes(bytes);
      return channel.write(bytes);
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
      does("write", path);
      return channel.write(bytes, offset, length);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      channel.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      does("truncate", path);
      channel.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metadata) throws IOException {
      // Waiting for the disk thousands of times would show nothing more.
      does("force", path);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      return channel.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count)
        throws IOException {
      does("write", path);
      return channel.transferFrom(source, position, count);
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
      return channel.read(to, position);
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      does("write", path);
      return channel.write(bytes, position);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
      return channel.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
      return channel.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return channel.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      channel.close();
    }
  }
}
