package greenroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentCodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | true",
        "GZIP | true",
        "gzip;q=1.0 | true",
        "gzip; q=0.001 | true",
        "br, gzip, deflate | true",
        "br,gzip;q=0.5 | true",
        "'' | false",
        "identity | false",
        "br | false",
        "xgzip | false",
        "gzip;q=0 | false",
        "gzip ; q=0.000 | false",
        "br;q=1, gzip;q=0 | false",
      })
  void gzipIsSentToThoseWhoTakeIt(String header, boolean taken) {
    HttpHeaders headers = new DefaultHttpHeaders().add("accept-encoding", header);

    assertThat(ContentCoding.GZIP.isTakenBy(headers)).isEqualTo(taken);
  }
}
