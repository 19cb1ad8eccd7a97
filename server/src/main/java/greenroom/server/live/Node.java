package greenroom.server.live;

import greenroom.protocol.ServerFrame.Durability;

/// What a node gives its rooms.
///
/// @param name tells this node from all others, also from its own earlier lives
/// @param durability what the store promises of an append that succeeded
public record Node(
    String name,
    EventLog log,
    WakeUps wakeUps,
    Deadlines deadlines,
    Attendance attendance,
    EphemeralBus ephemeralBus,
    Clock clock,
    Tasks tasks,
    Durability durability) {}
