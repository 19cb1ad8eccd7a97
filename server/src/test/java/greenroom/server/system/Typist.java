package greenroom.server.system;

import greenroom.protocol.Command;
import greenroom.protocol.DocId;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.Position;
import greenroom.protocol.RequirementContent;
import greenroom.protocol.TextChange;
import greenroom.server.text.ChangeSet;
import greenroom.server.text.Replacement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/// Somebody who works in a room: writes notes, adds, edits, moves and removes requirements.
final class Typist {
  private static final int MAX_UNANSWERED = 8;
  private static final int LONG_ENOUGH = 3_000;
  private static final int MANY_REQUIREMENTS = 30;

  private final RoomClient client;
  private final RandomGenerator random;
  private final boolean interviewer;
  private long lastEdit;

  Typist(RoomClient client, RandomGenerator random, boolean interviewer) {
    this.client = client;
    this.random = random;
    this.interviewer = interviewer;
  }

  /// Does one thing, unless too much is unanswered already.
  void work() {
    synchronized (client) {
      if (client.unanswered() >= MAX_UNANSWERED || client.position() == null) {
        return;
      }
      if (random.nextInt(3) > 0) {
        write();
      } else {
        require();
      }
    }
  }

  /// At most one edit is unanswered, and its base is a position that the client holds the text of.
  private void write() {
    Position base = client.position();
    if (base == null || !client.isWelcomed() || isUnanswered(lastEdit)) {
      return;
    }
    DocId doc = interviewer && random.nextInt(4) == 0 ? DocId.PRIVATE : DocId.NOTES;
    String text = client.text(doc);
    Replacement replacement =
        text.length() > LONG_ENOUGH
            ? Replacement.delete(0, text.length() / 2)
            : Replacement.insert(random.nextInt(text.length() + 1), word());
    TextChange change = ChangeSet.of(List.of(replacement), text.length()).toTextChange();
    lastEdit = client.command(new Command.NotesEdit(doc, base, List.of(change)));
  }

  private boolean isUnanswered(long n) {
    return n > 0 && !client.acks().containsKey(n) && !client.rejects().containsKey(n);
  }

  private void require() {
    List<Item.Requirement> there = new ArrayList<>();
    for (Item item : client.items()) {
      if (item instanceof Item.Requirement requirement) {
        there.add(requirement);
      }
    }
    if (there.isEmpty() || (there.size() < MANY_REQUIREMENTS && random.nextInt(3) == 0)) {
      client.command(new Command.RequirementAdd(new ItemId(id()), null, content()));
      return;
    }
    Item.Requirement one = there.get(random.nextInt(there.size()));
    client.command(
        there.size() >= MANY_REQUIREMENTS
            ? new Command.RequirementRemove(one.id(), one.rev())
            : new Command.RequirementEdit(one.id(), one.rev(), content()));
  }

  private RequirementContent content() {
    return new RequirementContent(
        RequirementContent.Style.FUNCTIONAL,
        "Users can " + word(),
        RequirementContent.Scope.CORE,
        null,
        null);
  }

  private String word() {
    return Integer.toString(random.nextInt(1 << 30), 36) + " ";
  }

  private String id() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
