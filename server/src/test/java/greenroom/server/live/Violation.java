package greenroom.server.live;

/// Something that must never be so.
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;

  private final Rule rule;

  /// What is checked.
  enum Rule {
    /// An observer's events follow one another without a gap.
    GAP_FREE,
    /// All interviewers see one order of both logs.
    ONE_ORDER,
    /// Times never go back.
    TIME,
    /// What is shown or acked is in a log.
    SHOWN_BEFORE_LOG,
    /// An ack names where its command stands.
    ACK,
    /// The ack comes before the event.
    ACK_FIRST,
    /// One answer to a command.
    ONE_ANSWER,
    /// A command is in the log at most once.
    AT_MOST_ONCE,
    /// What was rejected never happens.
    REJECT,
    /// Refusals that no honest client can earn.
    HONEST,
    /// Numbers in a welcome are this session's.
    MINE,
    /// One reset for a loss, before anything later, and none without a loss.
    RESET,
    /// A state is the log's fold.
    STATE,
    /// Nothing private leaves the interviewers.
    PRIVACY,
    /// Both halves of a push are in the log or neither, and both of taking back.
    HALVES,
    /// What is private is stamped with where it was made.
    STAMP,
    /// Spectators watch only while they may.
    GALLERY,
    /// A phase runs out once, and not before its time.
    EXPIRY,
    /// A text is what its author's editor says.
    TEXT,
    /// A session is closed only for a reason.
    CLOSED,
    /// Everybody gets through once the faults end.
    STUCK,
    /// The server must not fall over its own feet.
    BUG,
    /// Everybody knows who is here.
    PRESENCE,
    /// A deleted room leaves nothing.
    LEFTOVERS
  }

  Violation(Rule rule, String detail) {
    super(rule + ": " + detail);
    this.rule = rule;
  }

  Rule rule() {
    return rule;
  }
}
