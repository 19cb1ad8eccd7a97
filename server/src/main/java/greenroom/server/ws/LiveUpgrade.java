package greenroom.server.ws;

import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Limits;
import greenroom.server.http.Endpoint;
import greenroom.server.http.HttpPipeline;
import greenroom.server.http.PublicAddress;
import greenroom.server.http.Request;
import greenroom.server.http.Response;
import greenroom.server.http.ResponseWriter;
import greenroom.server.http.Router;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `GET /api/rooms/{id}/live`: makes an HTTP connection a WebSocket (RFC 6455, section 4.2).
public final class LiveUpgrade implements Endpoint.Upgrading {
  private static final String SUBPROTOCOL = "greenroom.v1";
  private static final String VERSION = "13";
  // What the standard puts behind the client's key before it hashes both.
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  // 16 bytes in base 64.
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

  private static final WebSocketDecoderConfig DECODER =
      WebSocketDecoderConfig.newBuilder()
          .maxFramePayloadLength(Limits.FRAME_BYTES)
          .allowExtensions(false)
          .closeOnProtocolViolation(false)
          .withUTF8Validator(false)
          .build();

  private final WsSite site;
  private final PublicAddress address;

  public LiveUpgrade(WsSite site, PublicAddress address) {
    this.site = site;
    this.address = address;
  }

  public Router.Route route() {
    return new Router.Route("GET", "/api/rooms/{id}/live", this);
  }

  @Override
  public @Nullable Response refuse(Request request) {
    HttpHeaders headers = request.headers();
    if (!address.isOurs(headers.get("origin"), request.authority())) {
      return Response.problem(
          ProblemCode.FORBIDDEN_ORIGIN, "origin: another site (expected: this server's own)");
    }
    String key = headers.get("sec-websocket-key");
    if (!headers.containsValue("upgrade", "websocket", true)
        || !headers.containsValue("connection", "upgrade", true)
        || !VERSION.equals(headers.get("sec-websocket-version"))
        || key == null
        || !KEY.matcher(key).matches()) {
      return Response.problem(
              ProblemCode.BAD_REQUEST,
              "upgrade: missing or malformed (expected: that of a WebSocket, version 13)")
          .with("upgrade", "websocket")
          .with("sec-websocket-version", VERSION);
    }
    if (!headers.containsValue("sec-websocket-protocol", SUBPROTOCOL, false)) {
      return Response.problem(
          ProblemCode.BAD_REQUEST,
          "sec-websocket-protocol: missing or unknown (expected: " + SUBPROTOCOL + ")");
    }
    return site.guard().locked(request.client());
  }

  @Override
  public void take(Channel channel, Request request) {
    String key = String.valueOf(request.headers().get("sec-websocket-key"));
    ResponseWriter.writeSwitch(
        channel,
        Map.of(
            "upgrade",
            "websocket",
            "connection",
            "upgrade",
            "sec-websocket-accept",
            accept(key),
            "sec-websocket-protocol",
            SUBPROTOCOL));
    var connection = new WsConnection(site, request.requiredRoom(), request.client(), channel);
    channel
        .pipeline()
        .addLast(
            new WsBytes(connection),
            new WebSocket13FrameDecoder(DECODER),
            new Utf8FrameValidator(false),
            new WebSocketFrameAggregator(Limits.FRAME_BYTES),
            connection);
    HttpPipeline.leave(channel);
    channel.config().setAutoRead(true);
  }

  private static String accept(String key) {
    try {
      byte[] both = (key + MAGIC).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
