package greenroom.server.room;

import greenroom.protocol.Coverage;
import greenroom.protocol.Coverage.DiveCoverage;
import greenroom.protocol.Coverage.EndpointCoverage;
import greenroom.protocol.Coverage.RequirementCoverage;
import greenroom.protocol.Item;
import greenroom.protocol.ItemId;
import greenroom.protocol.ItemKey;
import greenroom.protocol.Listed;
import greenroom.protocol.OrderKey;
import greenroom.protocol.RequirementContent.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What the design in a room covers, from the shared items alone.
public final class DesignCoverage {
  private final Map<ItemKey, Item> items;
  private final List<Item.Requirement> requirements;
  private final List<Item.Endpoint> endpoints;

  private DesignCoverage(Map<ItemKey, Item> items) {
    this.items = items;
    requirements = inOrder(Item.Requirement.class);
    endpoints = inOrder(Item.Endpoint.class);
  }

  public static Coverage of(Room room) {
    return of(room.shared().items());
  }

  static Coverage of(Map<ItemKey, Item> shared) {
    var design = new DesignCoverage(shared);
    return new Coverage(
        design.requirements.stream()
            .filter(requirement -> requirement.content().scope() == Scope.CORE)
            .map(design::coverageOf)
            .toList(),
        design.endpoints.stream().map(design::coverageOf).toList());
  }

  private RequirementCoverage coverageOf(Item.Requirement requirement) {
    List<Item.Endpoint> serving =
        endpoints.stream()
            .filter(endpoint -> endpoint.content().requirements().contains(requirement.id()))
            .toList();
    DiveCoverage dive = dive(requirement.id());
    boolean covered =
        switch (requirement.content().style()) {
          case FUNCTIONAL -> serving.stream().anyMatch(this::isWalked);
          case NON_FUNCTIONAL -> dive == DiveCoverage.MET;
        };
    return new RequirementCoverage(
        requirement.id(), covered, serving.stream().map(Item.Endpoint::id).toList(), dive);
  }

  private DiveCoverage dive(ItemId requirement) {
    if (!(items.get(Item.Dive.keyOf(requirement)) instanceof Item.Dive dive)) {
      return DiveCoverage.NONE;
    }
    if (dive.met()) {
      return DiveCoverage.MET;
    }
    return dive.text().isEmpty() ? DiveCoverage.NONE : DiveCoverage.OPEN;
  }

  private EndpointCoverage coverageOf(Item.Endpoint endpoint) {
    List<ItemId> served =
        requirements.stream()
            .map(Item.Requirement::id)
            .filter(endpoint.content().requirements()::contains)
            .toList();
    return new EndpointCoverage(endpoint.id(), isWalked(endpoint), served);
  }

  private boolean isWalked(Item.Endpoint endpoint) {
    return items.get(Item.Walk.keyOf(endpoint.id())) instanceof Item.Walk walk
        && walk.elements().stream().map(Item.Element::keyOf).allMatch(items::containsKey);
  }

  private <T extends Item & Listed<?>> List<T> inOrder(Class<T> type) {
    return items.values().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .sorted(
            Comparator.<T, OrderKey>comparing(Listed::order)
                .thenComparing(item -> item.id().value()))
        .toList();
  }
}
