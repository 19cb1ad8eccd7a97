package greenroom.server.room;

import greenroom.protocol.ParticipantId;
import greenroom.protocol.Role;
import org.jspecify.annotations.Nullable;

/// Who asks for something.
///
/// @param participant absent for a spectator
public record Actor(@Nullable ParticipantId participant, Role role) {}
