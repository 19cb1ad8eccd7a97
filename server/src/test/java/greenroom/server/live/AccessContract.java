package greenroom.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.protocol.LogName;
import greenroom.protocol.LogPosition;
import greenroom.protocol.Role;
import greenroom.protocol.RoomId;
import greenroom.protocol.ServerFrame.ResetReason;
import greenroom.protocol.SessionId;
import greenroom.server.live.EventLog.Append;
import greenroom.server.live.EventLog.Appended;
import greenroom.server.live.EventLog.Greet;
import greenroom.server.live.EventLog.Greeting;
import greenroom.server.live.EventLog.KnownSession;
import greenroom.server.live.EventLog.Link;
import greenroom.server.live.EventLog.Opened;
import greenroom.server.room.Entry;
import greenroom.server.room.Heads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What opens a room of every [EventLog], from its first links to the last, and how spectators come
/// in.
abstract class AccessContract extends AttendanceContract {
  private static final String NEW_TOKEN = "9".repeat(64);

  // Links.

  @Test
  void aRoomStartsWithTheFirstLinkOfEachRole() {
    RoomId room = newRoom();

    TOKENS.forEach((role, token) -> assertOpens(room, token, role, 1));
  }

  @Test
  void aNewLinkTakesThePlaceOfTheOldOneTogetherWithItsEntries() {
    RoomId room = newRoom();
    Heads before = heads(room);
    List<Entry> entries = chain(before, LogName.PRIVATE, LogName.SHARED);

    Appended appended =
        append(room, linking(before, entries, Map.of(Role.CANDIDATE, new Link(2, NEW_TOKEN))));

    assertThat(appended).isEqualTo(new Appended.Done());
    assertSame(tail(room, before, 10).entries(), entries);
    assertOpensNothing(room, CANDIDATES_TOKEN);
    assertOpens(room, NEW_TOKEN, Role.CANDIDATE, 2);
    assertOpens(room, INTERVIEWERS_TOKEN, Role.INTERVIEWER, 1);
  }

  @Test
  void aRevokedLinkOpensNothingUntilThereIsANewOne() {
    RoomId room = newRoom();

    link(room, Map.of(Role.SPECTATOR, new Link(2, null)));

    assertOpensNothing(room, SPECTATORS_TOKEN);
    assertOpensNothing(room, "");
    assertOpens(room, CANDIDATES_TOKEN, Role.CANDIDATE, 1);

    link(room, Map.of(Role.SPECTATOR, new Link(3, NEW_TOKEN)));

    assertOpens(room, NEW_TOKEN, Role.SPECTATOR, 3);
  }

  @Test
  void oneAppendMayReplaceAndRevokeLinksOfSeveralRoles() {
    RoomId room = newRoom();

    link(
        room,
        Map.of(
            Role.INTERVIEWER, new Link(2, NEW_TOKEN),
            Role.CANDIDATE, new Link(2, null),
            Role.SPECTATOR, new Link(2, "8".repeat(64))));

    TOKENS.values().forEach(token -> assertOpensNothing(room, token));
    assertOpens(room, NEW_TOKEN, Role.INTERVIEWER, 2);
    assertOpens(room, "8".repeat(64), Role.SPECTATOR, 2);
  }

  @Test
  void whoeverHasTheNewLinkGoesOnWithTheSession() {
    RoomId room = newRoom();
    SessionId session = session();
    long epoch = welcome(room, session).epoch();

    link(room, Map.of(Role.CANDIDATE, new Link(2, NEW_TOKEN)));

    assertThat(greet(room, greetOf(session, false, "node"))).isEqualTo(new Greeting.Denied());
    assertThat(sessions(room)).containsExactly(new KnownSession(session, epoch, true));
    assertThat(greet(room, new Greet(NEW_TOKEN, session, "ada", "node", false)))
        .isInstanceOfSatisfying(
            Greeting.Welcome.class,
            welcome -> {
              assertThat(welcome.epoch()).isGreaterThan(epoch);
              assertThat(welcome.linkRev()).isEqualTo(2);
            });
  }

  @Test
  void anAppendThatIsNotDoneChangesNoLink() {
    RoomId room = newRoom();
    SessionId session = session();
    long earlier = welcome(room, session).epoch();
    welcome(room, session);
    Heads before = heads(room);
    append(room, LogName.SHARED);
    Heads heads = heads(room);
    Heads elsewhere = heads.with(LogName.SHARED, new LogPosition(heads.shared().seq(), 0xdeadL));
    Map<Role, Link> links =
        Map.of(Role.CANDIDATE, new Link(2, NEW_TOKEN), Role.SPECTATOR, new Link(2, null));

    assertThat(append(room, linking(before, chain(before, LogName.PRIVATE), links)))
        .isInstanceOf(Appended.Conflict.class);
    assertThat(append(room, linking(elsewhere, chain(elsewhere, LogName.PRIVATE), links)))
        .isEqualTo(new Appended.Diverged(ResetReason.DIVERGED));
    assertThat(
            append(
                room,
                new Append(
                    heads,
                    chain(heads, LogName.PRIVATE),
                    Map.of(session, earlier),
                    Map.of(),
                    links)))
        .isEqualTo(new Appended.Fenced(session));

    assertThat(heads(room)).isEqualTo(heads);
    TOKENS.forEach((role, token) -> assertOpens(room, token, role, 1));
    assertOpensNothing(room, NEW_TOKEN);
  }

  private void link(RoomId room, Map<Role, Link> links) {
    Heads heads = heads(room);
    assertThat(append(room, linking(heads, chain(heads, LogName.PRIVATE), links)))
        .isEqualTo(new Appended.Done());
  }

  static Append linking(Heads heads, List<Entry> entries, Map<Role, Link> links) {
    return new Append(heads, entries, Map.of(), Map.of(), links);
  }

  private void assertOpens(RoomId room, String token, Role role, long linkRev) {
    assertThat(open(room, token))
        .isInstanceOfSatisfying(
            Opened.As.class,
            as -> {
              assertThat(as.role()).isEqualTo(role);
              assertThat(as.linkRev()).isEqualTo(linkRev);
            });
    assertThat(greet(room, new Greet(token, session(), "ada", "node", true)))
        .isInstanceOfSatisfying(
            Greeting.Welcome.class,
            welcome -> {
              assertThat(welcome.role()).isEqualTo(role);
              assertThat(welcome.linkRev()).isEqualTo(linkRev);
            });
  }

  private void assertOpensNothing(RoomId room, String token) {
    assertThat(open(room, token)).isEqualTo(new Opened.Denied());
    assertThat(greet(room, new Greet(token, session(), "ada", "node", true)))
        .isEqualTo(new Greeting.Denied());
  }

  // Spectators.

  @Test
  void aSpectatorComesInByTheTokenAloneAndLeavesNoTrace() {
    RoomId room = newRoom();
    SessionId session = session();
    Set<String> before = keys(room);

    for (boolean fresh : new boolean[] {true, false}) {
      assertThat(greet(room, new Greet(SPECTATORS_TOKEN, session, "sam", "node", fresh)))
          .isEqualTo(new Greeting.Welcome(Role.SPECTATOR, 0, 1));
    }

    assertThat(sessions(room)).isEmpty();
    assertThat(keys(room)).isEqualTo(before);
    assertThat(greet(room, session, true)).isInstanceOf(Greeting.Welcome.class);
  }

  @Test
  void aSpectatorThatNamesTheSessionOfSomebodyElseChangesNothingOfIt() {
    RoomId room = newRoom();
    SessionId session = session();
    long epoch = welcome(room, session).epoch();

    assertThat(greet(room, new Greet(SPECTATORS_TOKEN, session, "sam", "other", true)))
        .isEqualTo(new Greeting.Welcome(Role.SPECTATOR, 0, 1));

    assertThat(sessions(room)).containsExactly(new KnownSession(session, epoch, true));
    Heads heads = heads(room);
    assertThat(append(room, new Append(heads, List.of(), Map.of(session, epoch), Map.of())))
        .isEqualTo(new Appended.Done());
  }
}
