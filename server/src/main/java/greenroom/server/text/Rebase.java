package greenroom.server.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves what a client wrote onto what was committed meanwhile.
///
/// The law: **server and client map over every committed change by itself, in the order of the log,
/// never over a composition of several.** The client gives `receiveUpdates` of `@codemirror/collab`
/// one change at a time; the server does here what that call does to the client's unconfirmed
/// updates, so both come to the same updates, section by section, and to the same text:
///
/// ```text
/// rebase(U, [C1, C2, …])   = rebase(… rebase(rebase(U, [C1]), [C2]) …)
/// rebase([U1, U2, …], [C]) = [U1.map(C, false), U2.map(C.map(U1, true), false), …]
/// ```
///
/// Composing first is cheaper and wrong, because a composition forgets in which order things
/// happened at one place. In `ab`, somebody inserts `X` at 0 while others delete `a` and then
/// insert `Z` at 0. One by one, `X` stays at 0 when `a` goes, and `Z` then comes before it: `ZXb`.
/// In the composition, `Z` stands behind the deleted `a`, and `X` at 0 comes before both: `XZb`.
public final class Rebase {
  private Rebase() {}

  /// What a list of updates comes to.
  public sealed interface Outcome {

    /// The updates can be committed one after the other.
    ///
    /// @param updates as they must be committed: as many as the client sent, even where nothing is
    ///   left of one, because the client counts them
    /// @param document after all of them
    record Rebased(List<ChangeSet> updates, TextDocument document) implements Outcome {}

    /// An update fits no document of this history.
    ///
    /// @param index of the update in the list, from 0
    record Unfit(int index, TextProblem problem) implements Outcome {}
  }

  /// Rebases and checks what a client sent.
  ///
  /// Every update is checked against the document to which it would be made, thus after rebasing.
  /// That is enough: a boundary inside a surrogate pair stays inside it as long as the pair is
  /// there, and no committed change takes away half of one.
  ///
  /// @param document as it is after everything committed
  /// @param updates as the client sent them: the first one starts from the document at the client's
  ///   base, each other one from what its predecessor makes
  /// @param committed all changes of this document from the client's base on, in log order
  public static Outcome onto(
      TextDocument document, List<ChangeSet> updates, List<ChangeSet> committed) {
    int baseLength = committed.isEmpty() ? document.length() : committed.getFirst().lengthBefore();
    Outcome.Unfit misfit = firstMisfit(updates, baseLength);
    if (misfit != null) {
      return misfit;
    }
    List<ChangeSet> rebased = rebase(updates, committed);
    TextDocument after = document;
    for (int i = 0; i < rebased.size(); i++) {
      TextProblem problem = rebased.get(i).problemWith(after.text());
      if (problem != null) {
        return new Outcome.Unfit(i, problem);
      }
      after = after.apply(rebased.get(i));
    }
    return new Outcome.Rebased(rebased, after);
  }

  /// The updates as they must read after everything in `committed`.
  ///
  /// @param updates the first one starts from the document from which the first committed change
  ///   starts, each other one from what its predecessor makes
  /// @param committed in log order, none of them made by these updates
  /// @throws IllegalArgumentException if the lengths of the documents do not meet
  static List<ChangeSet> rebase(List<ChangeSet> updates, List<ChangeSet> committed) {
    var rebased = new ArrayList<>(updates);
    for (ChangeSet change : committed) {
      ChangeSet over = change;
      for (int i = 0; i < rebased.size(); i++) {
        ChangeSet update = rebased.get(i);
        rebased.set(i, update.map(over, false));
        over = over.map(update, true);
      }
    }
    return List.copyOf(rebased);
  }

  private static Outcome.@Nullable Unfit firstMisfit(List<ChangeSet> updates, int baseLength) {
    int length = baseLength;
    for (int i = 0; i < updates.size(); i++) {
      ChangeSet update = updates.get(i);
      if (update.lengthBefore() != length) {
        return new Outcome.Unfit(i, new TextProblem.WrongLength(update.lengthBefore(), length));
      }
      length = update.lengthAfter();
    }
    return null;
  }
}
