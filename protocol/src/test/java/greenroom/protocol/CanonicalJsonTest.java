package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class CanonicalJsonTest {

  @Test
  @DisplayName("[ST5] equal JSON has one canonical form and one digest")
  void vectors() {
    for (JsonNode vector : ProtocolFiles.list("vectors/canonical-json.json")) {
      assertThat(CanonicalJson.write(vector.get("json")))
          .as(vector.get("name").stringValue())
          .isEqualTo(vector.get("canonical").stringValue());
      assertThat(CanonicalJson.sha256(vector.get("json")))
          .isEqualTo(vector.get("sha256").stringValue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.00001",
        "1e-5",
        "1000000000.5",
        "9007199254740992",
        "-9007199254740992",
        "1e400",
        "1e999999999"
      })
  void a_number_that_not_every_reader_keeps_exact_has_no_canonical_form(String number) {
    JsonNode json = ProtocolFiles.JSON.readTree(number);

    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(json));
  }
}
