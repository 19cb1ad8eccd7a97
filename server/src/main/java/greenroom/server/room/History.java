package greenroom.server.room;

import greenroom.protocol.DocId;
import greenroom.protocol.LogPosition;
import greenroom.server.text.ChangeSet;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// The newest part of a log, kept so that an edit can be rebased over what came after its base.
///
/// @param start the position before the first step
/// @param steps what each following event did to documents, one step to an event
public record History(LogPosition start, PVector<Step> steps) {

  /// What one event did to documents.
  ///
  /// @param position the log's position after the event
  /// @param edits its edits, in order
  public record Step(LogPosition position, List<Edit> edits) {
    public Step {
      edits = List.copyOf(edits);
    }
  }

  public record Edit(DocId doc, ChangeSet change) {}

  /// What a history says about a base.
  public sealed interface Since {
    /// The edits of the document after the base, in log order.
    record Edits(List<ChangeSet> changes) implements Since {}

    /// The base lies before what is held: the log knows.
    record Earlier() implements Since {}

    /// The base is of another history.
    record Foreign() implements Since {}
  }

  /// A history that holds nothing yet.
  static History from(LogPosition start) {
    return new History(start, TreePVector.empty());
  }

  History plus(Step step) {
    return new History(start, steps.plus(step));
  }

  /// This history, reaching further back.
  ///
  /// @param from the position before the first of `earlier`
  /// @param earlier the steps up to where this history starts
  /// @throws IllegalArgumentException if they do not end there
  History reachingBack(LogPosition from, List<Step> earlier) {
    LogPosition end = earlier.isEmpty() ? from : earlier.getLast().position();
    if (!end.equals(start) || from.seq() + earlier.size() != start.seq()) {
      throw new IllegalArgumentException(
          "history: %d steps from %s to %s (expected: all up to %s)"
              .formatted(earlier.size(), from, end, start));
    }
    return new History(from, TreePVector.from(earlier).plusAll(steps));
  }

  /// This history without all but its newest `size` steps.
  History trimmed(int size) {
    int drop = steps.size() - size;
    return drop <= 0 ? this : new History(positionAt(drop), steps.subList(drop, steps.size()));
  }

  Since since(LogPosition base, DocId doc) {
    if (base.seq() < start.seq()) {
      return new Since.Earlier();
    }
    long index = base.seq() - start.seq();
    return index > steps.size() || !positionAt((int) index).equals(base)
        ? new Since.Foreign()
        : new Since.Edits(editsFrom((int) index, doc));
  }

  /// How many edits of a document this history holds.
  int edits(DocId doc) {
    return editsFrom(0, doc).size();
  }

  private List<ChangeSet> editsFrom(int index, DocId doc) {
    List<ChangeSet> changes = new ArrayList<>();
    for (int i = index; i < steps.size(); i++) {
      for (Edit edit : steps.get(i).edits()) {
        if (edit.doc() == doc) {
          changes.add(edit.change());
        }
      }
    }
    return changes;
  }

  /// The position after `count` steps.
  private LogPosition positionAt(int count) {
    return count == 0 ? start : steps.get(count - 1).position();
  }
}
