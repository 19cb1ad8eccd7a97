package greenroom.server.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// Speaks TLS in front of a plain Redis, under a certificate of its own for one host name.
final class TlsFront implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  private final int backend;
  private final Path keys;
  private final SSLServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /// Starts it.
  ///
  /// @param subject whom the certificate is for, such as `dns:localhost`
  TlsFront(Path directory, String subject, int backend)
      throws IOException, GeneralSecurityException {
    this.backend = backend;
    keys = directory.resolve("keys.p12");
    makeKeys(subject);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  private void makeKeys(String subject) throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String[] command = {
      keytool.toString(),
      "-genkeypair",
      "-alias",
      "redis",
      "-keyalg",
      "EC",
      "-dname",
      "CN=redis",
      "-ext",
      "san=" + subject,
      "-validity",
      "2",
      "-storetype",
      "PKCS12",
      "-keystore",
      keys.toString(),
      "-storepass",
      PASSWORD,
    };
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    if (process.exitValue() != 0) {
      throw new IOException(output);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /// Has the JVM trust this certificate as long as `task` runs.
  void trusted(Runnable task) {
    System.setProperty("javax.net.ssl.trustStore", keys.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    try {
      task.run();
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket redis = new Socket(InetAddress.getLoopbackAddress(), backend);
        sockets.add(client);
        sockets.add(redis);
        Thread.ofVirtual().start(() -> copy(client, redis));
        Thread.ofVirtual().start(() -> copy(redis, client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side has gone, or could not agree on a handshake.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
