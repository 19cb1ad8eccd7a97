package greenroom.server.room;

import greenroom.protocol.Change;
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
    static Step of(Entry entry) {
      List<Edit> edits =
          entry.event().changes().stream()
              .filter(Change.Edit.class::isInstance)
              .map(change -> ((Change.Edit) change).edit())
              .map(edit -> new Edit(edit.doc(), ChangeSet.of(edit.change())))
              .toList();
      return new Step(entry.position(), edits);
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

  static History from(LogPosition start) {
    return new History(start, TreePVector.empty());
  }

  History plus(Entry entry) {
    return new History(start, steps.plus(Step.of(entry)));
  }

  /// This history, reaching further back.
  ///
  /// @param from the position before the first of `entries`
  /// @param entries of this log, ending where this history starts
  History reachingBack(LogPosition from, List<Entry> entries) {
    PVector<Step> earlier = TreePVector.from(entries.stream().map(Step::of).toList());
    return new History(from, earlier.plusAll(steps));
  }

  /// This history without all but its newest `size` steps.
  History trimmed(int size) {
    int drop = steps.size() - size;
    return drop <= 0
        ? this
        : new History(
            steps.get(drop - 1).position(), TreePVector.from(steps.subList(drop, steps.size())));
  }

  Since since(LogPosition base, DocId doc) {
    if (base.seq() < start.seq()) {
      return new Since.Earlier();
    }
    long index = base.seq() - start.seq();
    if (index > steps.size() || !positionAt((int) index).equals(base)) {
      return new Since.Foreign();
    }
    List<ChangeSet> changes = new ArrayList<>();
    for (Step step : steps.subList((int) index, steps.size())) {
      for (Edit edit : step.edits()) {
        if (edit.doc() == doc) {
          changes.add(edit.change());
        }
      }
    }
    return new Since.Edits(changes);
  }

  /// How many edits of a document this history holds.
  long edits(DocId doc) {
    return steps.stream()
        .flatMap(step -> step.edits().stream())
        .filter(edit -> edit.doc() == doc)
        .count();
  }

  private LogPosition positionAt(int index) {
    return index == 0 ? start : steps.get(index - 1).position();
  }
}
