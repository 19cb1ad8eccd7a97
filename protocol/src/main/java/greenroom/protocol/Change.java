package greenroom.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;

/// One change of a room's state. The single property of its JSON object says which.
@JsonDeserialize(using = Change.Reader.class)
public sealed interface Change {

  /// The log that this change belongs to.
  LogName log();

  /// Sets an item, new or replaced whole.
  record Put(Item put) implements Change {
    public Put {
      Require.present("put", put);
    }

    @Override
    public LogName log() {
      return put.itemKind().log();
    }
  }

  /// Takes an item away.
  record Remove(ItemKey remove) implements Change {
    public Remove {
      Require.present("remove", remove);
    }

    @Override
    public LogName log() {
      return remove.kind().log();
    }
  }

  /// Changes a text document.
  record Edit(TextEdit edit) implements Change {
    public Edit {
      Require.present("edit", edit);
    }

    @Override
    public LogName log() {
      return edit.doc().log();
    }
  }

  /// One committed update of a document.
  record TextEdit(DocId doc, TextChange change) {
    public TextEdit {
      Require.present("doc", doc);
      Require.present("change", change);
    }
  }

  /// Reads a change by its single property.
  final class Reader extends VariantReader<Change> {
    Reader() {
      super(Change.class, "put, remove, edit");
    }

    @Override
    @Nullable Change variant(String property, JsonParser json, DeserializationContext context) {
      return switch (property) {
        case "put" -> new Put(value(property, Item.class, json, context));
        case "remove" -> new Remove(value(property, ItemKey.class, json, context));
        case "edit" -> new Edit(value(property, TextEdit.class, json, context));
        default -> null;
      };
    }
  }
}
