package greenroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublicAddressTest {
  private final PublicAddress anywhere = new PublicAddress(null);
  private final PublicAddress published = new PublicAddress(URI.create("https://rooms.example"));

  @Test
  @DisplayName("[WS3] what is no browser sends no origin")
  void whatIsNoBrowserSendsNoOrigin() {
    assertThat(anywhere.isOurs(null, "localhost")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:7070, localhost:7070, true",
    "http://LOCALHOST:7070, localhost:7070, true",
    "http://localhost:7070, LocalHost:7070, true",
    "http://localhost, localhost, true",
    "http://localhost:80, localhost, true",
    "http://localhost, localhost:80, true",
    "https://localhost, localhost, true",
    "https://localhost, localhost:443, true",
    "http://[::1]:7070, [::1]:7070, true",
    "http://localhost:7070, localhost:7071, false",
    "https://localhost, localhost:80, false",
    "http://localhost, localhost:443, false",
    "http://127.0.0.1:7070, localhost:7070, false",
    "http://localhost.evil.example, localhost, false",
    "http://user@localhost, localhost, false",
    "http://localhost/, localhost, false",
    "http://localhost evil, localhost, false",
    "ftp://localhost, localhost, false",
    "null, localhost, false",
    "'', localhost, false",
    "https://rooms.example, localhost, false",
  })
  @DisplayName("[WS3] [SC3] a page of the host that is asked is ours")
  void aPageOfTheHostThatIsAskedIsOurs(String origin, String host, boolean ours) {
    assertThat(anywhere.isOurs(origin, host)).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "https://rooms.example, true",
    "https://rooms.example:443, true",
    "https://Rooms.Example, true",
    "http://rooms.example, false",
    "https://rooms.example:8443, false",
    "https://evil.rooms.example, false",
    "http://inside:7070, true",
  })
  @DisplayName("[WS3] [SC3] so is one of the public address")
  void soIsOneOfThePublicAddress(String origin, boolean ours) {
    assertThat(published.isOurs(origin, "inside:7070")).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "localhost:7070, true",
    "[::1]:7070, true",
    "rooms.example:123456, false",
    "rooms.example/path, false",
    "a b, false",
    "'', false",
    "\"<script>\", false",
  })
  void aHostIsANameOrAnAddressAndPerhapsAPort(String host, boolean valid) {
    assertThat(PublicAddress.isAuthority(host)).isEqualTo(valid);
  }
}
