package greenroom.server.system;

import greenroom.protocol.CloseCode;
import greenroom.protocol.DocId;
import greenroom.protocol.Position;
import greenroom.protocol.ServerFrame;
import greenroom.protocol.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows a stream of server-sent events as SPEC.md asks: it takes the state and folds in what
/// comes. Safe for use by many threads.
final class StreamReader implements AutoCloseable {
  private final InputStream body;
  private final Fold fold = new Fold();
  private final List<String> heard = new ArrayList<>();
  private final List<Position> events = new ArrayList<>();
  private @Nullable Position position;
  private @Nullable String lastId;
  private ServerFrame.@Nullable Presence presence;
  private @Nullable CloseCode bye;
  private @Nullable Throwable failure;
  private int states;
  private boolean ended;

  /// Opens a stream; another answer than 200 is an exception.
  ///
  /// @param path with its query
  /// @param headers names and values in turn
  static StreamReader open(HttpClient http, URI server, String path, String... headers) {
    return open(http, server, path, null, headers);
  }

  private static StreamReader open(
      HttpClient http, URI server, String path, @Nullable StreamReader before, String... headers) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + response.statusCode() + " (expected: 200)");
      }
      return new StreamReader(response.body(), before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while opening " + path, e);
    }
  }

  private StreamReader(InputStream body, @Nullable StreamReader before) {
    this.body = body;
    if (before != null) {
      before.handOver(this);
    }
    Thread.ofVirtual().start(this::follow);
  }

  /// Goes on with what was known, on any server, as a browser does: by the last id.
  StreamReader resume(HttpClient http, URI server, String path, String... headers) {
    close();
    List<String> all = new ArrayList<>(List.of(headers));
    synchronized (this) {
      if (lastId != null) {
        all.addAll(List.of("Last-Event-ID", lastId));
      }
    }
    return open(http, server, path, this, all.toArray(String[]::new));
  }

  private synchronized void handOver(StreamReader to) {
    to.fold.take(fold.state());
    to.events.addAll(events);
    to.heard.addAll(heard);
    to.position = position;
    to.lastId = lastId;
  }

  private void follow() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said(line);
      }
    } catch (IOException e) {
      // The connection was cut, by this side or the other.
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      end();
    }
  }

  private synchronized void fail(RuntimeException why) {
    failure = why;
  }

  private synchronized void end() {
    ended = true;
  }

  private synchronized void said(String line) {
    heard.add(line);
    if (line.startsWith("id: ")) {
      lastId = line.substring("id: ".length());
    } else if (line.startsWith("data: ")) {
      byte[] json = line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8);
      received(Wire.read(json, ServerFrame.class));
    }
  }

  private void received(ServerFrame frame) {
    switch (frame) {
      case ServerFrame.Welcome welcome -> {
        if (welcome.state() != null) {
          states++;
          fold.take(welcome.state());
        } else if (welcome.events() != null) {
          welcome.events().forEach(this::apply);
        } else {
          throw new IllegalStateException("a state by stateAt (expected: one that fits a frame)");
        }
        position = welcome.position();
      }
      case ServerFrame.Happened event -> apply(event);
      case ServerFrame.Presence told -> presence = told;
      case ServerFrame.Bye(CloseCode code, String _) -> bye = code;
      case ServerFrame.Reset _ -> throw new IllegalStateException("a reset (expected: none)");
      case ServerFrame.Signalled _, ServerFrame.Heartbeat _, ServerFrame.GoAway _ -> {}
      case ServerFrame.Ack _, ServerFrame.Reject _, ServerFrame.Pong _, ServerFrame.BadFrame _ ->
          throw new IllegalStateException(frame + " on a stream");
    }
  }

  private void apply(ServerFrame.Happened event) {
    fold.apply(event);
    position = event.position();
    events.add(event.position());
  }

  synchronized @Nullable Position position() {
    return position;
  }

  /// Where all the events stand that were ever told, on earlier connections too.
  synchronized List<Position> events() {
    return List.copyOf(events);
  }

  /// How often this connection gave a whole state.
  synchronized int states() {
    return states;
  }

  synchronized ServerFrame.@Nullable Presence presence() {
    return presence;
  }

  synchronized @Nullable CloseCode bye() {
    return bye;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  synchronized String digest() {
    return fold.digest();
  }

  synchronized String text(DocId doc) {
    return fold.text(doc);
  }

  /// Every line that came.
  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /// Throws what went wrong in this reader, if anything did.
  synchronized void check() {
    if (failure != null) {
      throw new AssertionError("a stream: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
