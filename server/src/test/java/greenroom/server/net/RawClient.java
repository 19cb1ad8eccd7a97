package greenroom.server.net;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A client that sends whatever bytes it is told to, and reads answers byte by byte. Every read
/// fails after ten seconds.
final class RawClient implements Closeable {
  private final Socket socket = new Socket();
  private final DataInputStream in;

  RawClient(InetSocketAddress server) throws IOException {
    this(server, 0);
  }

  /// @param receiveBuffer how many bytes the system takes in for this client; 0 leaves it alone
  RawClient(InetSocketAddress server, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    socket.connect(server, 10_000);
    in = new DataInputStream(socket.getInputStream());
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /// Sends the first bytes only.
  RawClient send(byte[] bytes, int length) throws IOException {
    socket.getOutputStream().write(bytes, 0, length);
    return this;
  }

  /// An HTTP answer.
  ///
  /// @param headers `name: value` with the names in lower case
  record HttpAnswer(int status, List<String> headers, String body) {
    @Nullable String header(String name) {
      return headers.stream()
          .filter(line -> line.startsWith(name + ": "))
          .findFirst()
          .map(line -> line.substring(name.length() + 2))
          .orElse(null);
    }
  }

  HttpAnswer readAnswer() throws IOException {
    return readAnswer(true);
  }

  HttpAnswer readAnswer(boolean withBody) throws IOException {
    String first = readLine();
    int status = Integer.parseInt(first.substring(9, 12));
    List<String> headers = new ArrayList<>();
    int length = 0;
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.add(name + ": " + line.substring(colon + 1).strip());
      if (name.equals("content-length")) {
        length = Integer.parseInt(line.substring(colon + 1).strip());
      }
    }
    byte[] body = withBody ? in.readNBytes(length) : new byte[0];
    return new HttpAnswer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended in the line: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /// A WebSocket frame as it came.
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /// The status code of a close frame.
    int closeCode() {
      return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }

    String closeReason() {
      return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
  }

  Frame readFrame() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if ((first & 0x70) != 0 || (first & 0x80) == 0 || (second & 0x80) != 0) {
      throw new IOException("a server frame is final, without extensions and unmasked");
    }
    int length =
        switch (second) {
          case 126 -> in.readUnsignedShort();
          case 127 -> Math.toIntExact(in.readLong());
          default -> second;
        };
    return new Frame(first & 0xF, in.readNBytes(length));
  }

  /// The bytes up to the end of the connection, however it ends.
  byte[] readToEnd() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      in.transferTo(bytes);
    } catch (SocketTimeoutException hung) {
      throw hung;
    } catch (IOException reset) {
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  /// The next bytes, at least one, at most `limit`; none at the end of the connection.
  byte[] readUpTo(int limit) throws IOException {
    byte[] bytes = new byte[limit];
    return Arrays.copyOf(bytes, Math.max(0, in.read(bytes)));
  }

  /// Reads some bytes, at least one, at most `limit`; -1 at the end of the connection.
  int readSome(int limit) throws IOException {
    return in.read(new byte[limit]);
  }

  /// Says that nothing more will come.
  void end() throws IOException {
    socket.shutdownOutput();
  }

  /// Ends the connection by a reset.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
