package greenroom.server.live;

import greenroom.protocol.Command;
import greenroom.protocol.Item;
import greenroom.protocol.ItemKey;
import java.util.HashMap;
import java.util.Map;

/// Revisions of items as they will be if all that a client sent succeeds, so that it can go on with
/// what it made without waiting for the answer.
final class Revisions {
  private final Map<ItemKey, Long> predicted = new HashMap<>();

  /// The revision to name in the next command.
  ///
  /// @param seen the one of the item as the client has it
  long of(ItemKey key, long seen) {
    return Math.max(seen, predicted.getOrDefault(key, 0L));
  }

  /// Keeps what a sent command will make of revisions.
  void sent(Command command) {
    if (command instanceof Command.RequirementEdit edit) {
      after(Item.Requirement.keyOf(edit.id()), edit.rev());
    } else if (command instanceof Command.EntityEdit edit) {
      after(Item.Entity.keyOf(edit.id()), edit.rev());
    } else if (command instanceof Command.EndpointEdit edit) {
      after(Item.Endpoint.keyOf(edit.id()), edit.rev());
    } else if (command instanceof Command.StepEdit edit) {
      after(Item.Step.keyOf(edit.id()), edit.rev());
    } else if (command instanceof Command.FindingEdit edit) {
      after(Item.Finding.keyOf(edit.id()), edit.rev());
    } else if (command instanceof Command.WalkSet set) {
      after(Item.Walk.keyOf(set.id()), set.rev());
    } else if (command instanceof Command.WalkClear clear) {
      // A walk begins anew when it is traced again.
      predicted.remove(Item.Walk.keyOf(clear.id()));
    } else if (command instanceof Command.DiveWrite write) {
      after(Item.Dive.keyOf(write.id()), write.rev());
    } else if (command instanceof Command.ProbeEdit edit) {
      after(Item.ProbePlan.keyOf(edit.id()), edit.rev());
    } else if (command instanceof Command.ProbeAnswer answer) {
      after(Item.Probe.keyOf(answer.id()), answer.rev());
    } else if (command instanceof Command.PrivateNoteEdit edit) {
      after(Item.PrivateNote.keyOf(edit.id()), edit.rev());
    } else if (command instanceof Command.BookmarkEdit edit) {
      after(Item.Bookmark.keyOf(edit.id()), edit.rev());
    } else if (command instanceof Command.ProbePush push) {
      // A probe begins anew with each push.
      predicted.remove(Item.Probe.keyOf(push.id()));
    }
  }

  private void after(ItemKey key, long rev) {
    predicted.put(key, rev + 1);
  }

  /// A refusal takes the predictions back.
  void refused() {
    predicted.clear();
  }
}
