package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The directory in which one embedded Redis keeps its data, held by one server at a time.
///
/// The hold is a lock that the operating system takes back when the process ends, however it ends.
/// So a directory that can be locked has no living server, and a Redis that still runs on it is an
/// orphan.
final class DataDirectory implements AutoCloseable {

  /// What the next start needs to find a Redis that outlived its server.
  record Saved(int port, String password) {}

  private static final String LOCK = "greenroom.lock";
  private static final String SAVED = "redis.properties";
  private static final int MAX_PORT = 65_535;

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Creates the directory where it is missing and locks it.
  ///
  /// @throws StartFailed if it is no directory, cannot be written to, or belongs to a living server
  static DataDirectory open(Path wanted) {
    Path path = wanted.toAbsolutePath().normalize();
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new StartFailed("data directory: " + path + " is a file (expected: a directory)");
    }
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path, onlyForUs("rwx------"));
      }
      path = path.toRealPath();
      return new DataDirectory(path, lock(path));
    } catch (IOException e) {
      throw new StartFailed(
          "data directory: " + path + " cannot be written to (" + reason(e) + ")", e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    Path file = path.resolve(LOCK);
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (channel.tryLock() != null) {
        channel.truncate(0);
        channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"));
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Another holder in this very process: refused like any other.
    }
    ByteBuffer holder = ByteBuffer.allocate(20);
    channel.read(holder, 0);
    channel.close();
    String pid = UTF_8.decode(holder.flip()).toString().strip();
    throw new StartFailed(
        "data directory: "
            + path
            + " is in use by another Greenroom server"
            + (pid.isEmpty() ? "" : " (pid " + pid + ")")
            + "; stop that one, or choose another directory");
  }

  /// The directory itself, without symbolic links: the form in which Redis names it.
  Path path() {
    return path;
  }

  Path binaries() {
    return path.resolve("bin");
  }

  Path redisLog() {
    return path.resolve("redis.log");
  }

  Path redisPid() {
    return path.resolve("redis.pid");
  }

  /// What an earlier start noted, or null where there is nothing or nothing legible.
  @Nullable Saved saved() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(path.resolve(SAVED))));
      int port = Integer.parseInt(properties.getProperty("port", ""));
      String password = properties.getProperty("password", "");
      return port < 1 || port > MAX_PORT || password.isEmpty() ? null : new Saved(port, password);
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  void save(Saved saved) throws IOException {
    writePrivate(SAVED, "port=" + saved.port() + "\npassword=" + saved.password() + "\n");
  }

  void forgetSaved() throws IOException {
    Files.deleteIfExists(path.resolve(SAVED));
    Files.deleteIfExists(redisPid());
  }

  /// The process id that Redis itself noted, or null where there is none.
  @Nullable Long notedPid() {
    try {
      return Long.valueOf(Files.readString(redisPid()).strip());
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }

  /// Writes a file that only this user may read, all of it or nothing.
  Path writePrivate(String name, String content) throws IOException {
    Path fresh = Files.createTempFile(path, name, ".new", onlyForUs("rw-------"));
    Files.writeString(fresh, content);
    return Files.move(fresh, path.resolve(name), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] onlyForUs(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /// Lets go of the directory.
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
