package greenroom.server.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamCookieTest {
  private static final String TOKEN = "3q2-7wABAgMEBQYHCAkKCw";

  private static HttpHeaders cookies(String... lines) {
    return new DefaultHttpHeaders().add("cookie", List.of(lines));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "greenroom_stream=" + TOKEN,
        "a=b; greenroom_stream=" + TOKEN + "; c=d",
        "a=b;greenroom_stream=" + TOKEN,
        "$Version=\"1\"; greenroom_stream=\"" + TOKEN + "\";$Path=\"/api\"",
        "greenroom_streams=x; greenroom_stream=" + TOKEN,
      })
  @DisplayName("[SE2] the token is found among other cookies")
  void theTokenIsFoundAmongOtherCookies(String line) {
    assertThat(StreamCookie.token(cookies(line))).isEqualTo(TOKEN);
    assertThat(StreamCookie.token(cookies("x=y", line))).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "greenroom_stream",
        "greenroom_stream=",
        "greenroom_stream=short",
        "greenroom_stream=\"" + TOKEN,
        "greenroom_stream=" + TOKEN + "\"",
        "greenroom_stream=" + TOKEN + "=",
        "greenroom_stream=" + TOKEN + ", a=b",
        "greenroom_stream =" + TOKEN,
        "Greenroom_Stream=" + TOKEN,
        "greenroom_stream=3q2+7wABAgMEBQYHCAkKCw",
        "greenroom_stream=" + TOKEN + "; greenroom_stream=" + TOKEN,
      })
  @DisplayName("[SE3] a cookie of another form is none, and so are two")
  void aCookieOfAnotherFormIsNoneAndSoAreTwo(String line) {
    assertThat(StreamCookie.token(cookies(line))).isNull();
  }

  @Test
  void twoLinesCountLikeOne() {
    String cookie = "greenroom_stream=" + TOKEN;
    assertThat(StreamCookie.token(cookies(cookie, cookie))).isNull();
    assertThat(StreamCookie.token(new DefaultHttpHeaders())).isNull();
  }

  @Test
  @DisplayName("[SE2] the cookie goes to its stream alone")
  void theCookieGoesToItsStreamAlone() {
    assertThat(StreamCookie.set("/api/x", TOKEN, false))
        .isEqualTo(
            "greenroom_stream="
                + TOKEN
                + "; Path=/api/x; Max-Age=2592000; HttpOnly; SameSite=Strict");
    assertThat(StreamCookie.set("/api/x", TOKEN, true)).endsWith("; SameSite=Strict; Secure");
  }
}
