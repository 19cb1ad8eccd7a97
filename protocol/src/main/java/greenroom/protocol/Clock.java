package greenroom.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// What the interview's clock is doing. Times are the server's, in milliseconds since 1970.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
public sealed interface Clock {

  /// Nobody has started the interview.
  @JsonTypeName("lobby")
  record Lobby() implements Clock {}

  /// Time is running in `phase`.
  ///
  /// @param started when the interview started
  /// @param since when the clock last began to run in this phase; what is left is `budgetMillis -
  ///   spentMillis - (now - since)`
  /// @param expired whether this visit has run out of its present budget
  @JsonTypeName("running")
  record Running(
      @JsonProperty(required = true) long started,
      PhaseId phase,
      @JsonProperty(required = true) long since,
      @JsonProperty(required = true) boolean expired)
      implements Clock {
    public Running {
      Require.time("started", started);
      Require.time("since", since);
      Require.present("phase", phase);
    }
  }

  /// Time stands still in `phase`.
  ///
  /// @param since when it was stopped
  @JsonTypeName("paused")
  record Paused(
      @JsonProperty(required = true) long started,
      PhaseId phase,
      @JsonProperty(required = true) long since,
      @JsonProperty(required = true) boolean expired)
      implements Clock {
    public Paused {
      Require.time("started", started);
      Require.time("since", since);
      Require.present("phase", phase);
    }
  }

  /// The interview is over; its items are frozen.
  @JsonTypeName("ended")
  record Ended(
      @JsonProperty(required = true) long started, @JsonProperty(required = true) long ended)
      implements Clock {
    public Ended {
      Require.time("started", started);
      Require.time("ended", ended);
    }
  }
}
