package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a core entity is; an edit replaces it whole.
///
/// @param name one line, 1 to [Limits#NAME_LENGTH] units
/// @param fields in their order, at most [Limits#FIELDS]
/// @param note what else there is to say of it, if anything: lines of 1 to
///   [Limits#ENTITY_NOTE_LENGTH] units
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntityContent(
    EntityRole role, String name, List<Field> fields, @Nullable String note) {
  public EntityContent {
    Require.present("role", role);
    Require.line("name", name, 1, Limits.NAME_LENGTH);
    fields = Require.list("fields", fields, 0, Limits.FIELDS);
    if (note != null) {
      Require.lines("note", note, 1, Limits.ENTITY_NOTE_LENGTH);
    }
  }

  /// Whether it does something or something is done with it.
  public enum EntityRole {
    ACTOR("actor"),
    RESOURCE("resource");

    private final String wire;

    EntityRole(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }

  /// Something that is known of an entity. Names may repeat.
  ///
  /// @param name one line, 1 to [Limits#NAME_LENGTH] units
  /// @param type in the writers' own words, if any: one line, 1 to [Limits#NAME_LENGTH] units
  /// @param mark what it is used for, if that is special
  /// @param note one line, 1 to [Limits#LABEL_LENGTH] units
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Field(
      String name, @Nullable String type, @Nullable Mark mark, @Nullable String note) {
    public Field {
      Require.line("name", name, 1, Limits.NAME_LENGTH);
      if (type != null) {
        Require.line("type", type, 1, Limits.NAME_LENGTH);
      }
      if (note != null) {
        Require.line("note", note, 1, Limits.LABEL_LENGTH);
      }
    }
  }

  /// How an entity is found by a field.
  public enum Mark {
    /// It identifies the entity.
    KEY("key"),
    /// The entity is looked up by it.
    INDEX("index");

    private final String wire;

    Mark(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }
}
