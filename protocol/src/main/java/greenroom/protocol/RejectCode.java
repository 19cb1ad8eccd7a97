package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// Why a command was refused. A refused number is used up: trying again takes a new one.
public enum RejectCode {
  /// The command does not have the form that its type asks for.
  INVALID("invalid", Retry.NEVER),
  /// This server knows no command of that type.
  UNKNOWN_COMMAND("unknown-command", Retry.NEVER),
  /// The sender's role may not do this here.
  FORBIDDEN("forbidden", Retry.NEVER),
  /// The item, phase or document is not there.
  NOT_FOUND("not-found", Retry.NEVER),
  /// The chosen id names another item already.
  ID_USED("id-used", Retry.NEVER),
  /// Somebody else changed the item first; the reject carries it as it is now.
  OUTDATED("outdated", Retry.NEVER),
  /// A limit of the room would be passed.
  LIMIT("limit", Retry.NEVER),
  /// The command does not fit what the interview is doing: not started, paused, ended.
  WRONG_STATE("wrong-state", Retry.NEVER),
  /// There is not enough time to take.
  NO_TIME("no-time", Retry.NEVER),
  /// The number was committed with other content.
  N_REUSED("n-reused", Retry.NEVER),
  /// The number lies below what the room remembers of the session.
  STALE("stale", Retry.NEVER),
  /// Too many commands at once; the reject says when to go on.
  RATE_LIMITED("rate-limited", Retry.LATER),
  /// The edit's base belongs to another history or lies too far back. The client keeps the words.
  RESYNC("resync", Retry.RESYNC);

  private final String wire;
  private final Retry retry;

  RejectCode(String wire, Retry retry) {
    this.wire = wire;
    this.retry = retry;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  public Retry retry() {
    return retry;
  }
}
