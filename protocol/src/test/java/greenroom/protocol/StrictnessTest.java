package greenroom.protocol;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.ServerFrame.ErrorCode;
import greenroom.protocol.Wire.Decoded;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What vectors cannot say, because it is no JSON or several readers would read it differently.
final class StrictnessTest {
  private static final String PING = "{\"type\":\"ping\",\"t\":7}";

  static Stream<String> notJson() {
    return Stream.of(
        "",
        " ",
        "{",
        "{\"type\":\"ping\",\"t\":7",
        PING + " x",
        PING + PING,
        PING + "}",
        "[" + PING,
        "\ufeff" + PING,
        "\0" + PING,
        PING + "\0",
        "{'type':'ping','t':7}",
        "{type:\"ping\",t:7}",
        "{\"type\":\"ping\",\"t\":07}",
        "{\"type\":\"ping\",\"t\":+7}",
        "{\"type\":\"ping\",\"t\":.7}",
        "{\"type\":\"ping\",\"t\":7.}",
        "{\"type\":\"ping\",\"t\":NaN}",
        "{\"type\":\"ping\",\"t\":Infinity}",
        "{\"type\":\"ping\",\"t\":0x7}",
        "{\"type\":\"ping\",\"t\":7,}",
        "{\"type\":\"ping\",,\"t\":7}",
        "{\"type\":\"ping\"/* a comment */,\"t\":7}",
        "{\"type\":\"ping\",\"t\":7} // a comment",
        "{\"type\":\"pi\nng\",\"t\":7}",
        "{\"type\":\"ping\",\"t\":7,\"x\":\"\\x\"}",
        "{\"type\":\"ping\",\"t\":7,\"x\":\"\\u12\"}",
        "{\"type\":\"ping\",\"t\":" + "9".repeat(33) + "}",
        "{\"type\":\"ping\",\"t\":7,\"x\":" + "[".repeat(64) + "]".repeat(64) + "}",
        "{\"type\":\"ping\",\"type\":\"ping\",\"t\":7}",
        "{\"type\":\"ping\",\"t\":7,\"t\":7}",
        "{\"type\":\"ping\",\"t\":7,\"x\":{\"a\":1,\"b\":2,\"a\":3}}",
        "{\"type\":\"ping\",\"t\":7,\"\\u0074\":7}");
  }

  @DisplayName("[FR4] [FR6] what is not strictly JSON is answered by bad-frame")
  @ParameterizedTest
  @MethodSource("notJson")
  void refusesWhatIsNotJson(String text) {
    assertThat(badFrame(text.getBytes(UTF_8)).code()).isEqualTo(ErrorCode.BAD_FRAME);
  }

  @Test
  @DisplayName("[FR1] bytes that are no UTF-8 are no frame")
  void refusesOtherEncodings() {
    byte[] broken = PING.getBytes(UTF_8);
    broken[3] = (byte) 0xff;

    assertThat(badFrame(broken).message()).startsWith("frame: not JSON");
    assertThat(badFrame(PING.getBytes(UTF_16LE)).message()).startsWith("frame: not JSON");
    assertThat(badFrame(("\ufeff" + PING).getBytes(UTF_16LE)).message())
        .startsWith("frame: not JSON");
  }

  @DisplayName("[FR1] [FR6] what is no object with a type is answered by bad-frame")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "\"ping\"",
        "[]",
        "{}",
        "{\"type\":null}",
        "{\"type\":7}",
        "{\"t\":7}"
      })
  void refusesWhatHasNoType(String text) {
    assertThat(badFrame(text.getBytes(UTF_8)).message()).startsWith("type: missing");
  }

  @DisplayName("[FR6] [FR12] a type that is not known is answered by unknown-frame")
  @ParameterizedTest
  @ValueSource(
      strings = {"Ping", "ping ", "", "welcome", "presence", "greenroom.protocol.ClientFrame"})
  void refusesUnknownTypes(String type) {
    assertThat(badFrame("{\"type\":\"" + type + "\",\"t\":7}").code())
        .isEqualTo(ErrorCode.UNKNOWN_FRAME);
  }

  @Test
  @DisplayName("[SG1] [FR6] a signal of an unknown kind is a frame, and not of its form")
  void refusesUnknownSignals() {
    ServerFrame.BadFrame error = badFrame("{\"type\":\"signal\",\"signal\":{\"kind\":\"wave\"}}");

    assertThat(error.code()).isEqualTo(ErrorCode.BAD_FRAME);
    assertThat(error.message())
        .isEqualTo(
            "signal.kind: missing or unknown (expected: one of look, typing, selection, pointer,"
                + " drag)");
  }

  @DisplayName("[SG3] [SG4] a signal names one place, and ranges that a document can have")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'kind':'typing'}",
        "{'kind':'typing','doc':'notes','item':{'kind':'requirement','id':'a'}}",
        "{'kind':'selection','doc':'notes','at':'0.0000000000000000'}",
        "{'kind':'selection','at':'0.0000000000000000','ranges':[]}",
        "{'kind':'selection','doc':'notes','at':'0.0000000000000000~0.0000000000000000','ranges':[]}",
        "{'kind':'selection','doc':'notes','at':'0.0000000000000000','ranges':[[0]]}",
        "{'kind':'selection','doc':'notes','at':'0.0000000000000000','ranges':[[0,65537]]}",
        "{'kind':'selection','doc':'notes','at':'0.0000000000000000','ranges':[[-1,0]]}",
        "{'kind':'selection','doc':'notes','at':'0.0000000000000000','ranges':"
            + "[[0,0],[1,1],[2,2],[3,3],[4,4],[5,5],[6,6],[7,7],[8,8]]}"
      })
  void refusesSignalsOfOtherForms(String signal) {
    String frame = "{\"type\":\"signal\",\"signal\":" + signal.replace('\'', '"') + "}";

    assertThat(badFrame(frame).code()).isEqualTo(ErrorCode.BAD_FRAME);
  }

  @Test
  @DisplayName("[SG1] [LM2] a signal of one byte too many is answered by bad-frame")
  void refusesLargeSignals() {
    String signal = "{\"type\":\"signal\",\"signal\":{\"kind\":\"look\"},\"x\":\"%s\"}";
    int room = Limits.SIGNAL_BYTES - signal.length() + 2;

    assertThat(Wire.decode(signal.formatted("x".repeat(room)).getBytes(UTF_8)))
        .isEqualTo(new Decoded.Frame(new ClientFrame.Signalled(new Signal.Look(null))));
    assertThat(badFrame(signal.formatted("x".repeat(room + 1))))
        .isEqualTo(
            new ServerFrame.BadFrame(
                ErrorCode.BAD_FRAME, "signal: 2049 bytes (expected: at most 2048)"));
  }

  @DisplayName("[FR3] a number stands for an integer only if it is written as one")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.5",
        "7.0",
        "7e0",
        "70e-1",
        "\"7\"",
        "true",
        "[7]",
        "{}",
        "null",
        "1e400",
        "-1",
        "9007199254740992",
        "18446744073709551623",
        "99999999999999999999999999999999"
      })
  void refusesOtherNumbers(String number) {
    assertThat(badFrame("{\"type\":\"ping\",\"t\":" + number + "}").message()).startsWith("t: ");
  }

  @DisplayName("[FR3] [FR7] a number that is none cannot be answered under it")
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "7.0", "\"7\"", "null", "9007199254740992", "1e3"})
  void refusesNumbersOfCommands(String n) {
    assertThat(
            badFrame(
                    "{\"type\":\"command\",\"n\":" + n + ",\"command\":{\"type\":\"timer.pause\"}}")
                .message())
        .startsWith("n: ");
  }

  @Test
  @DisplayName("[FR2] properties that are not known are ignored at every depth")
  void ignoresUnknownProperties() {
    String add =
        """
        {"x":[%s],"type":"command","y":null,"n":7,"command":{"z":{},"type":"requirement.add","id":"q83vEjRWeJASNFZ4",
         "content":{"style":"functional","w":1e400,"text":"a","scope":"core"}},"v":"\\ud800"}\
        """
            .formatted("[".repeat(60) + "]".repeat(60));

    assertThat(Wire.decode(add.getBytes(UTF_8)))
        .isEqualTo(
            new Decoded.Frame(
                new ClientFrame.Numbered(
                    7,
                    new Command.RequirementAdd(
                        new ItemId("q83vEjRWeJASNFZ4"),
                        null,
                        new RequirementContent(
                            RequirementContent.Style.FUNCTIONAL,
                            "a",
                            RequirementContent.Scope.CORE,
                            null,
                            null)))));
  }

  @Test
  @DisplayName("[FR5] null stands for an optional property that is absent, not for a required one")
  void takesNullForAbsent() {
    assertThat(
            Wire.decode(
                """
                {"type":"command","n":1,"command":{"type":"room.configure","title":null,"spectators":false}}\
                """
                    .getBytes(UTF_8)))
        .isEqualTo(
            new Decoded.Frame(
                new ClientFrame.Numbered(1, new Command.RoomConfigure(null, null, null, false))));
    assertThat(badCommand("{\"type\":\"phase.go\",\"phase\":null}").message())
        .startsWith("phase: ");
  }

  @Test
  @DisplayName("[FR1] white space around a frame is none of its content")
  void ignoresWhiteSpace() {
    assertThat(Wire.decode(("\r\n\t " + PING + " \n").getBytes(UTF_8)))
        .isEqualTo(new Decoded.Frame(new ClientFrame.Ping(7)));
  }

  @Test
  @DisplayName("[FR10] text is counted in UTF-16 units and must be whole")
  void countsUnits() {
    assertThat(Wire.decode(rename("\ud83d\ude00".repeat(30)))).isInstanceOf(Decoded.Frame.class);
    assertThat(badCommand(rename("\ud83d\ude00".repeat(31))))
        .isEqualTo("name: 62 UTF-16 units (expected: 1..60)");
    assertThat(badCommand(rename("a\\ud83d"))).startsWith("name: lone surrogate at 1");
    assertThat(badCommand(rename("\\ude00\\ud83d"))).startsWith("name: lone surrogate at 0");
    assertThat(Wire.decode(rename("\\ud83d\\ude00"))).isInstanceOf(Decoded.Frame.class);
    assertThat(badCommand(rename("a\\u0085"))).startsWith("name: control character U+0085 at 1");
  }

  @Test
  @DisplayName("[FR7] [CM9] what is wrong with a command is said under its number")
  void answersUnderTheNumber() {
    assertThat(badCommand("{\"type\":\"fly\"}").code()).isEqualTo(RejectCode.UNKNOWN_COMMAND);
    assertThat(badCommand("{\"type\":\"phase.go\"}").code()).isEqualTo(RejectCode.INVALID);
    assertThat(badCommand("[]").code()).isEqualTo(RejectCode.INVALID);
    assertThat(badCommand("null").code()).isEqualTo(RejectCode.INVALID);
  }

  @Test
  @DisplayName("[FR8] [SC1] a hello is refused without a word of its secrets")
  void keepsSecrets() {
    String secret = "0123456789012345678901";
    for (String hello :
        new String[] {
          "{\"type\":\"hello\",\"token\":\"%s!\",\"person\":\"%s\",\"session\":\"a\",\"sent\":0}",
          "{\"type\":\"hello\",\"token\":\"%s\",\"person\":\"%s!\",\"session\":\"a\",\"sent\":0}",
          "{\"type\":\"hello\",\"token\":\"x\",\"person\":[\"%s\"],\"session\":\"%s"
              + " !\",\"sent\":0}",
          "{\"type\":\"hello\",\"token\":\"x\",\"name\":\"%s%s\\n\",\"person\":\"\",\"session\":\"aaaaaaaaaaaaaaaa\",\"sent\":0}",
          "{\"type\":\"hello\",\"token\":\"%s\",\"since\":\"%s\",\"person\":\"x\",\"session\":\"aaaaaaaaaaaaaaaa\",\"sent\":0}",
        }) {
      assertThat(badFrame(hello.formatted(secret, secret)).message())
          .doesNotContain("0123")
          .matches("[a-z]+: .*\\(expected: .*\\)");
    }
  }

  @Test
  @DisplayName("[FR9] [SC5] frames as large as the limit are read or refused like any other")
  void readsLargeFrames() {
    String update = "[[0,\"" + "x".repeat(1_250) + "\"]]";
    String edit =
        "{\"type\":\"command\",\"n\":1,\"command\":{\"type\":\"notes.edit\",\"doc\":\"notes\",\"base\":\"0.0000000000000000\",\"updates\":["
            + (update + ",").repeat(199)
            + update
            + "]}}";
    assertThat(edit.length()).isBetween(Limits.FRAME_BYTES - 16 * 1024, Limits.FRAME_BYTES);
    assertThat(Wire.decode(edit.getBytes(UTF_8))).isInstanceOf(Decoded.Frame.class);

    int size = Limits.FRAME_BYTES;
    for (String large :
        new String[] {
          "[".repeat(size),
          "{\"a\":".repeat(size / 5),
          "{\"type\":\"" + "a".repeat(size) + "\"}",
          "{\"" + "a".repeat(size) + "\":1}",
          "{\"type\":\"ping\",\"t\":" + "7".repeat(size) + "}",
          "\"" + "\\u0041".repeat(size / 6) + "\"",
          " ".repeat(size)
        }) {
      assertThat(badFrame(large).message()).hasSizeLessThanOrEqualTo(300);
    }
  }

  private static byte[] rename(String name) {
    return ("{\"type\":\"command\",\"n\":1,\"command\":{\"type\":\"participant.rename\",\"name\":\""
            + name
            + "\"}}")
        .getBytes(UTF_8);
  }

  private static String badCommand(byte[] frame) {
    return ((Decoded.BadCommand) Wire.decode(frame)).why().message();
  }

  private static Rejection badCommand(String command) {
    var bad =
        (Decoded.BadCommand)
            Wire.decode(
                ("{\"type\":\"command\",\"n\":41,\"command\":" + command + "}").getBytes(UTF_8));
    assertThat(bad.n()).isEqualTo(41);
    return bad.why();
  }

  private static ServerFrame.BadFrame badFrame(String text) {
    return badFrame(text.getBytes(UTF_8));
  }

  private static ServerFrame.BadFrame badFrame(byte[] bytes) {
    return ((Decoded.BadFrame) Wire.decode(bytes)).error();
  }
}
