package greenroom.server.room;

import static greenroom.protocol.RejectCode.ID_USED;
import static greenroom.protocol.RejectCode.LIMIT;
import static greenroom.protocol.RejectCode.NOT_FOUND;
import static greenroom.server.room.Decision.NOTHING;
import static greenroom.server.room.Decision.refused;

import greenroom.protocol.EndpointContent;
import greenroom.protocol.EntityContent;
import greenroom.protocol.EventType;
import greenroom.protocol.FindingContent;
import greenroom.protocol.FindingStatus;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.ItemKey;
import greenroom.protocol.ItemKind;
import greenroom.protocol.Limits;
import greenroom.protocol.Listed;
import greenroom.protocol.OrderKey;
import greenroom.protocol.ParticipantId;
import greenroom.protocol.Rejection;
import greenroom.protocol.RequirementContent;
import greenroom.protocol.StepContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides about a list that people write and put in order.
///
/// @param <T> what stands in it
/// @param <C> what that says
final class ListDecisions<T extends Item & Listed<C>, C> {
  static final ListDecisions<Item.Requirement, RequirementContent> REQUIREMENTS =
      new ListDecisions<>(
          Item.Requirement.class,
          ItemKind.REQUIREMENT,
          "requirements",
          Limits.REQUIREMENTS,
          (id, order, by, content) -> new Item.Requirement(id, 1, order, by, content),
          new Events(
              EventType.REQUIREMENT_ADDED,
              EventType.REQUIREMENT_EDITED,
              EventType.REQUIREMENT_MOVED,
              EventType.REQUIREMENT_REMOVED));

  static final ListDecisions<Item.Entity, EntityContent> ENTITIES =
      new ListDecisions<>(
          Item.Entity.class,
          ItemKind.ENTITY,
          "entities",
          Limits.ENTITIES,
          (id, order, by, content) -> new Item.Entity(id, 1, order, by, content),
          new Events(
              EventType.ENTITY_ADDED,
              EventType.ENTITY_EDITED,
              EventType.ENTITY_MOVED,
              EventType.ENTITY_REMOVED));

  static final ListDecisions<Item.Endpoint, EndpointContent> ENDPOINTS =
      new ListDecisions<>(
          Item.Endpoint.class,
          ItemKind.ENDPOINT,
          "endpoints",
          Limits.ENDPOINTS,
          (id, order, by, content) -> new Item.Endpoint(id, 1, order, by, content),
          new Events(
              EventType.ENDPOINT_ADDED,
              EventType.ENDPOINT_EDITED,
              EventType.ENDPOINT_MOVED,
              EventType.ENDPOINT_REMOVED));

  static final ListDecisions<Item.Step, StepContent> STEPS =
      new ListDecisions<>(
          Item.Step.class,
          ItemKind.STEP,
          "steps",
          Limits.STEPS,
          (id, order, by, content) -> new Item.Step(id, 1, order, by, content),
          new Events(
              EventType.STEP_ADDED,
              EventType.STEP_EDITED,
              EventType.STEP_MOVED,
              EventType.STEP_REMOVED));

  static final ListDecisions<Item.Finding, FindingContent> FINDINGS =
      new ListDecisions<>(
          Item.Finding.class,
          ItemKind.FINDING,
          "findings",
          Limits.FINDINGS,
          (id, order, by, content) ->
              new Item.Finding(id, 1, order, by, content, FindingStatus.OPEN),
          new Events(
              EventType.FINDING_ADDED,
              EventType.FINDING_EDITED,
              EventType.FINDING_MOVED,
              EventType.FINDING_REMOVED));

  private final Class<T> type;
  private final ItemKind kind;

  /// The name of the list, and of its limit.
  private final String name;

  private final int limit;
  private final First<T, C> first;
  private final Events events;

  private ListDecisions(
      Class<T> type, ItemKind kind, String name, int limit, First<T, C> first, Events events) {
    this.type = type;
    this.kind = kind;
    this.name = name;
    this.limit = limit;
    this.first = first;
    this.events = events;
  }

  /// Makes an item as it is first.
  private interface First<T, C> {
    T of(ItemId id, OrderKey order, ParticipantId by, C content);
  }

  private record Events(EventType added, EventType edited, EventType moved, EventType removed) {}

  Decision add(Situation now, ItemId id, @Nullable OrderKey given, C content) {
    if (find(now, id) != null) {
      return refused(ID_USED, "id: %s (expected: one that no %s has)".formatted(id, kind.wire()));
    }
    List<OrderKey> orders =
        now.room().log(kind.log()).items().values().stream()
            .filter(type::isInstance)
            .map(item -> type.cast(item).order())
            .toList();
    if (orders.size() >= limit) {
      return refused(LIMIT, "%s: %d (expected: at most %2$d)".formatted(name, limit));
    }
    OrderKey order = given == null ? Orders.last(orders) : given;
    return order == null
        ? Orders.noneLeft()
        : now.put(events.added(), first.of(id, order, now.by(), content));
  }

  Decision edit(Situation now, ItemId id, long rev, C content) {
    T was = find(now, id);
    if (was == null) {
      return unknown(id);
    }
    if (rev != was.rev()) {
      return new Decision.Refused(Rejection.outdated(was, rev));
    }
    return content.equals(was.content())
        ? NOTHING
        : now.put(events.edited(), was.with(rev + 1, was.order(), content));
  }

  Decision move(Situation now, ItemId id, OrderKey order) {
    T was = find(now, id);
    if (was == null) {
      return unknown(id);
    }
    return order.equals(was.order())
        ? NOTHING
        : now.put(events.moved(), was.with(was.rev(), order, was.content()));
  }

  Decision remove(Situation now, ItemId id, long rev) {
    T was = find(now, id);
    if (was == null) {
      return unknown(id);
    }
    return rev == was.rev()
        ? now.remove(events.removed(), was)
        : new Decision.Refused(Rejection.outdated(was, rev));
  }

  private @Nullable T find(Situation now, ItemId id) {
    return now.room().item(new ItemKey(kind, id.value()), type);
  }

  private Decision unknown(ItemId id) {
    return refused(NOT_FOUND, "id: %s (expected: one of the room's %s)".formatted(id, name));
  }
}
