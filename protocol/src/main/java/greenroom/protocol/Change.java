package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One change of a room's state. The single property of its JSON object says which.
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
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
}
