package greenroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.Http.ProblemCode;
import greenroom.protocol.Spec.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The descriptions for tools say what SPEC and the records say.
final class DescriptionTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Pattern REQUEST =
      Pattern.compile("`((?:GET|POST|PUT|PATCH|DELETE) /[^`?]+)`");

  @ParameterizedTest
  @EnumSource
  void every_reference_leads_somewhere(Description description) {
    assertThat(description.references()).isNotEmpty();
    for (String reference : description.references()) {
      assertThat(description.target(reference).isMissingNode()).as(reference).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_rule_that_is_mentioned_exists(Description description) {
    assertThat(Spec.rules())
        .containsAll(
            Spec.mentioned(ProtocolFiles.text(ProtocolFiles.path("schema/" + description.file))));
  }

  @Test
  void the_versions_are_those_that_were_chosen() {
    assertThat(Description.OPENAPI.at("/openapi").stringValue()).startsWith("3.1.");
    assertThat(Description.ASYNCAPI.at("/asyncapi").stringValue()).startsWith("3.");
  }

  @Test
  @DisplayName("[HT16] OpenAPI has every request of the table, and no other")
  void openapi_has_every_request_of_the_specification() {
    assertThat(operations().keySet()).containsExactlyInAnyOrderElementsOf(requests().keySet());
    assertThat(requests().keySet())
        .containsAll(
            REQUEST.matcher(Spec.TEXT).results().map(request -> request.group(1)).toList());
  }

  @Test
  void openapi_takes_and_answers_what_the_specification_says() {
    Map<String, JsonNode> operations = operations();
    requests()
        .forEach((request, row) -> {
          JsonNode operation = Objects.requireNonNull(operations.get(request), request);
          List<String> answers = row.codes(3);
          JsonNode success =
              Description.OPENAPI.resolved(operation.at("/responses/" + answers.getFirst()));
          assertThat(success.isMissingNode()).as(request).isFalse();
          String body = answers.size() > 1 ? answers.get(1) : "";
          if (Family.HTTP.types().contains(body)) {
            assertThat(reference(success)).as(request).isEqualTo("http.json#/$defs/" + body);
          } else if (!body.isEmpty()) {
            assertThat(success.path("content").has(body)).as(request).isTrue();
          }
          for (String also : answers) {
            if (also.matches("[0-9]{3}")) {
              assertThat(operation.path("responses").has(also)).as(request).isTrue();
            }
          }
          assertThat(reference(operation.path("requestBody")))
              .as(request)
              .isEqualTo(
                  row.codes(2).isEmpty() ? "" : "http.json#/$defs/" + row.codes(2).getFirst());
        });
  }

  private static String reference(JsonNode body) {
    return body.at("/content/application~1json/schema/$ref").asString("");
  }

  @Test
  void openapi_has_every_body_and_refuses_by_problem_details() {
    List<String> references = Description.OPENAPI.references();
    for (String type : Family.HTTP.types()) {
      assertThat(references).contains("http.json#/$defs/" + type);
    }
    operations()
        .forEach((request, operation) -> {
          assertThat(operation.path("responses").has("default")).as(request).isTrue();
          operation
              .path("responses")
              .properties()
              .forEach(response -> {
                if (response.getKey().matches("[45].*|default")) {
                  assertThat(
                          Description.OPENAPI
                              .resolved(response.getValue())
                              .at("/content/application~1problem+json/schema/$ref")
                              .asString(""))
                      .as(request + " " + response.getKey())
                      .isEqualTo("http.json#/$defs/problem-detail");
                }
              });
        });
    String refusals = Description.OPENAPI.at("/components/responses").toString();
    for (ProblemCode code : ProblemCode.values()) {
      assertThat(refusals).contains("`" + code.wire() + "`");
    }
  }

  @Test
  void asyncapi_has_every_frame_and_command() {
    Map<String, String> expected = new LinkedHashMap<>();
    Family.CLIENT_FRAMES
        .types()
        .forEach(type -> expected.put("client." + type, "client-frames.json#/$defs/" + type));
    Family.SERVER_FRAMES
        .types()
        .forEach(type -> expected.put("server." + type, "server-frames.json#/$defs/" + type));
    Map<String, String> real = new LinkedHashMap<>();
    Description.ASYNCAPI
        .at("/components/messages")
        .properties()
        .forEach(message -> {
          real.put(message.getKey(), message.getValue().at("/payload/$ref").asString(""));
          assertThat(message.getKey()).endsWith("." + message.getValue().get("name").stringValue());
        });
    assertThat(real).isEqualTo(expected);

    List<String> references = Description.ASYNCAPI.references();
    for (String type : Family.COMMANDS.types()) {
      assertThat(references).contains("commands.json#/$defs/" + type);
    }
  }

  @Test
  @DisplayName("[SE6] [SE8] AsyncAPI has the WebSocket and the streams, each with its frames")
  void asyncapi_has_every_channel_with_its_frames() {
    Set<String> addresses = new TreeSet<>();
    requests()
        .forEach((request, row) -> {
          if (row.codes(3).contains("101") || row.codes(3).contains("text/event-stream")) {
            addresses.add(request.substring(request.indexOf('/')));
          }
        });
    Set<String> described = new TreeSet<>();
    JsonNode channels = Description.ASYNCAPI.at("/channels");
    channels.forEach(channel -> described.add(channel.get("address").stringValue()));
    assertThat(described).isEqualTo(addresses);

    Set<String> socket = new LinkedHashSet<>();
    Family.CLIENT_FRAMES.types().forEach(type -> socket.add("client." + type));
    Family.SERVER_FRAMES.types().stream()
        .filter(type -> !type.equals("heartbeat"))
        .forEach(type -> socket.add("server." + type));
    assertThat(messages("live")).isEqualTo(socket);
    List<String> answers = List.of("ack", "reject", "pong", "error");
    Set<String> stream = new LinkedHashSet<>();
    Family.SERVER_FRAMES.types().stream()
        .filter(type -> !answers.contains(type))
        .forEach(type -> stream.add("server." + type));
    assertThat(messages("events")).isEqualTo(stream);
    assertThat(messages("stream")).isEqualTo(stream);
  }

  private static Set<String> messages(String channel) {
    return new LinkedHashSet<>(
        Description.ASYNCAPI.at("/channels/" + channel + "/messages").propertyNames());
  }

  @Test
  void asyncapi_has_every_message_in_an_operation() {
    List<String> inOperations = new ArrayList<>();
    Description.ASYNCAPI
        .at("/operations")
        .forEach(operation ->
            operation
                .path("messages")
                .forEach(message -> inOperations.add(message.get("$ref").stringValue())));
    List<String> inChannels = new ArrayList<>();
    for (Map.Entry<String, JsonNode> channel : Description.ASYNCAPI.at("/channels").properties()) {
      channel
          .getValue()
          .path("messages")
          .propertyNames()
          .forEach(name -> inChannels.add("#/channels/" + channel.getKey() + "/messages/" + name));
    }
    assertThat(inOperations).containsExactlyInAnyOrderElementsOf(inChannels);
  }

  /// The rows of SPEC's table of requests, by `GET /api/time` and its like.
  private static Map<String, Row> requests() {
    Map<String, Row> requests = new LinkedHashMap<>();
    for (Row row : Spec.table("Request")) {
      row.codes(0).forEach(request -> requests.put(request, row));
    }
    return requests;
  }

  private static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> path : Description.OPENAPI.at("/paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.put(
              operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
              operation.getValue());
        }
      }
    }
    return operations;
  }
}
