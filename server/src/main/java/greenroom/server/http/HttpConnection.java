package greenroom.server.http;

import greenroom.protocol.Http.ProblemCode;
import greenroom.server.http.Router.Found;
import greenroom.server.live.EventLog.CorruptRoom;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One HTTP connection: takes a request in, has it answered, sends the answer, and only then looks
/// at the next one. Runs on its channel's event loop, except where a method says otherwise.
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private final HttpSite site;
  private final Patience patience;
  private volatile @Nullable Channel channel;
  private State state = new State.Waiting();

  /// What came and has not been looked at. As long as that is something, nothing more is read.
  private final Queue<Object> held = new ArrayDeque<>(2);

  private boolean advancing;

  HttpConnection(HttpSite site, Patience patience) {
    this.site = site;
    this.patience = patience;
  }

  private sealed interface State {
    /// For a request's headers to be whole.
    record Waiting() implements State {}

    /// @param request still without its body
    record Receiving(Request request, boolean keepAlive, ByteArrayOutputStream body)
        implements State {}

    /// Until the answer is sent. One that is no longer the connection's state has been answered.
    final class Answering implements State {
      private final boolean keepAlive;
      private final boolean withBody;

      Answering(boolean keepAlive, boolean withBody) {
        this.keepAlive = keepAlive;
        this.withBody = withBody;
      }
    }

    /// Nothing more is taken in here: the connection is closing, or another's.
    record Left() implements State {}
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    channel = ctx.channel();
    site.opened(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    state = new State.Left();
    advance(ctx);
    site.closed(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    held.add(message);
    advance(ctx);
  }

  /// Looks at what came, up to the end of a request: then it is that one's turn to be answered.
  private void advance(ChannelHandlerContext ctx) {
    // An answer may be ready, and sent, while the loop below is still at it.
    if (advancing) {
      return;
    }
    advancing = true;
    try {
      while (!held.isEmpty() && !(state instanceof State.Answering)) {
        take(ctx, held.remove());
      }
    } finally {
      advancing = false;
    }
    ctx.channel().config().setAutoRead(held.isEmpty());
  }

  private void take(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof HttpRequest head && state instanceof State.Waiting) {
        begin(ctx, head);
      }
      if (message instanceof HttpContent content && state instanceof State.Receiving receiving) {
        receive(ctx, content, receiving);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest head) {
    switch (RequestHead.read(head, ctx.channel())) {
      case RequestHead.Refused(Response why) -> refuse(ctx, why);
      case RequestHead.Accepted(Request request) -> {
        patience.begin(Patience.Phase.BODY);
        state =
            new State.Receiving(request, HttpUtil.isKeepAlive(head), new ByteArrayOutputStream(0));
        if (HttpUtil.is100ContinueExpected(head)) {
          Outgoing.send(
              ctx.channel(),
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
      }
    }
  }

  private void receive(ChannelHandlerContext ctx, HttpContent content, State.Receiving receiving) {
    if (content.decoderResult().isFailure()) {
      refuse(ctx, Response.problem(ProblemCode.BAD_REQUEST, "body: malformed chunks"));
      return;
    }
    ByteBuf bytes = content.content();
    if (receiving.body().size() + bytes.readableBytes() > HttpLimits.BODY_BYTES) {
      refuse(ctx, RequestHead.bodyTooLarge());
      return;
    }
    receiving.body().writeBytes(ByteBufUtil.getBytes(bytes));
    if (content instanceof LastHttpContent) {
      dispatch(ctx, receiving);
    }
  }

  private void dispatch(ChannelHandlerContext ctx, State.Receiving received) {
    Request request = received.request().having(received.body().toByteArray());
    var answering = new State.Answering(received.keepAlive(), !request.method().equals("HEAD"));
    state = answering;
    patience.begin(Patience.Phase.ANSWER);
    if (request.changesSomething()
        && !site.address().isOurs(request.headers().get("origin"), request.authority())) {
      respond(
          ctx,
          answering,
          Response.problem(
              ProblemCode.FORBIDDEN_ORIGIN, "origin: another site (expected: this server's own)"));
      return;
    }
    switch (site.router().find(request)) {
      case Found.To(Endpoint.Answering endpoint, Request named) ->
          answer(ctx, answering, endpoint, named);
      case Found.To(Endpoint.Upgrading endpoint, Request named) ->
          upgrade(ctx, answering, endpoint, named);
      case Found.WrongMethod(var allowed) -> {
        String methods = String.join(", ", allowed);
        respond(
            ctx,
            answering,
            Response.problem(
                    ProblemCode.METHOD_NOT_ALLOWED, "method: not here (expected: " + methods + ")")
                .with("allow", methods));
      }
      case Found.Nothing() ->
          respond(ctx, answering, Response.problem(ProblemCode.NOT_FOUND, "path: unknown"));
    }
  }

  private void answer(
      ChannelHandlerContext ctx,
      State.Answering answering,
      Endpoint.Answering endpoint,
      Request request) {
    CompletionStage<Response> stage;
    try {
      stage = endpoint.answer(request);
    } catch (RuntimeException bug) {
      respond(ctx, answering, fault(request, bug));
      return;
    }
    stage.whenComplete((response, failure) -> {
      Response ready = failure == null ? response : failed(request, failure);
      if (ctx.executor().inEventLoop()) {
        respond(ctx, answering, ready);
      } else {
        respondLater(ctx, answering, ready);
      }
    });
  }

  private void respondLater(
      ChannelHandlerContext ctx, State.Answering answering, Response response) {
    try {
      ctx.executor().execute(() -> respond(ctx, answering, response));
    } catch (RejectedExecutionException stopped) {
      LOG.debug("An answer came after the stop");
    }
  }

  private static Response failed(Request request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case CorruptRoom corrupt -> {
        LOG.error("{} failed: {}", request, corrupt.getMessage());
        yield Response.problem(ProblemCode.INTERNAL, "room: cannot be read");
      }
      case NullPointerException bug -> fault(request, bug);
      case ClassCastException bug -> fault(request, bug);
      case IllegalArgumentException bug -> fault(request, bug);
      case IllegalStateException bug -> fault(request, bug);
      case IndexOutOfBoundsException bug -> fault(request, bug);
      case Error bug -> fault(request, bug);
      default -> {
        // One line: while the store is away, this is said of every request.
        LOG.warn("{} failed: {}", request, cause.toString());
        yield Response.problem(ProblemCode.UNAVAILABLE, "storage: no answer", 1_000);
      }
    };
  }

  private static Response fault(Request request, Throwable bug) {
    LOG.error("{} failed", request, bug);
    return Response.problem(ProblemCode.INTERNAL, "server: a fault in it");
  }

  private void upgrade(
      ChannelHandlerContext ctx,
      State.Answering answering,
      Endpoint.Upgrading endpoint,
      Request request) {
    Response refusal = endpoint.refuse(request);
    if (refusal != null) {
      respond(ctx, answering, refusal);
    } else if (site.draining()) {
      respond(ctx, answering, Response.problem(ProblemCode.UNAVAILABLE, "server: stopping", 1_000));
    } else {
      state = new State.Left();
      endpoint.take(ctx.channel(), request);
    }
  }

  /// Answers a request that will not be read to its end.
  private void refuse(ChannelHandlerContext ctx, Response why) {
    var answering = new State.Answering(false, true);
    state = answering;
    respond(ctx, answering, why);
  }

  private void respond(ChannelHandlerContext ctx, State.Answering answering, Response response) {
    // Another answer was faster, or nobody is there any more.
    if (state != answering || !ctx.channel().isActive()) {
      return;
    }
    var sending = new State.Answering(answering.keepAlive && !site.draining(), false);
    state = sending;
    patience.begin(Patience.Phase.STALL);
    ResponseWriter.write(
        ctx.channel(),
        response,
        sending.keepAlive,
        answering.withBody,
        success -> sent(ctx, sending, success));
  }

  private void sent(ChannelHandlerContext ctx, State.Answering sending, boolean success) {
    if (state != sending) {
      return;
    }
    if (!success) {
      Outgoing.close(ctx.channel());
    } else if (sending.keepAlive && !site.draining()) {
      state = new State.Waiting();
      patience.begin(Patience.Phase.IDLE);
      advance(ctx);
    } else {
      HttpPipeline.leave(ctx.channel());
      Linger.begin(ctx.channel());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (!(event instanceof Patience.RanOut(Patience.Phase phase))) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    switch (phase) {
      case IDLE, STALL -> Outgoing.close(ctx.channel());
      case HEAD, BODY ->
          refuse(
              ctx,
              Response.problem(ProblemCode.BAD_REQUEST, "request: did not arrive whole in time"));
      case ANSWER -> {
        if (state instanceof State.Answering answering) {
          var late = new State.Answering(false, answering.withBody);
          state = late;
          respond(
              ctx,
              late,
              Response.problem(ProblemCode.UNAVAILABLE, "storage: no answer in time", 1_000));
        }
      }
    }
  }

  /// Closes the connection as soon as no request is under way. Any thread may call it.
  void drain() {
    Channel present = channel;
    if (present == null) {
      return;
    }
    present
        .eventLoop()
        .execute(() -> {
          if (state instanceof State.Waiting) {
            Outgoing.close(present);
          }
        });
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      // The client's fault or its end. What the codec says of it may quote the client.
      case DecoderException _, IOException _ -> {}
      default -> LOG.warn("An HTTP connection failed", cause);
    }
    Outgoing.close(ctx.channel());
  }
}
