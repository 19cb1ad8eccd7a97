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
/// @param weight of all steps, see [Step#weight]
public record History(LogPosition start, PVector<Step> steps, long weight) {

  /// What one event did to documents.
  ///
  /// @param position the log's position after the event
  /// @param edits its edits, in order
  public record Step(LogPosition position, List<Edit> edits) {
    public Step {
      edits = List.copyOf(edits);
    }

    /// About how many bytes of memory this takes.
    public long weight() {
      long sum = 64;
      for (Edit edit : edits) {
        sum += edit.change().weight();
      }
      return sum;
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
    return new History(start, TreePVector.empty(), 0);
  }

  History plus(Step step) {
    return new History(start, steps.plus(step), weight + step.weight());
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
    long more = earlier.stream().mapToLong(Step::weight).sum();
    return new History(from, TreePVector.from(earlier).plusAll(steps), weight + more);
  }

  /// This history without all but its newest steps: at most `size` of them, of at most `heaviest`.
  History trimmed(int size, long heaviest) {
    int drop = Math.max(0, steps.size() - size);
    long left = weight;
    for (int i = 0; i < steps.size() && (i < drop || left > heaviest); i++) {
      left -= steps.get(i).weight();
      drop = Math.max(drop, i + 1);
    }
    return drop == 0
        ? this
        : new History(
            positionAt(drop),
            TreePVector.from(List.copyOf(steps).subList(drop, steps.size())),
            left);
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
