import { useCallback } from "react";
import type { EntityContent, EntityItem } from "../../protocol/generated/types.ts";
import { type Version, revised, same } from "../lists/merging.ts";
import { entitiesOf, useCommand, useRoom } from "../room/context.tsx";
import { mergedEntity } from "./fields.ts";

/** Edits an entity: makes what was `seen` when the edit began into `content`. */
export type EditEntity = (content: EntityContent, seen: Version<EntityContent>) => void;

export function useEntityEdit(id: EntityItem["id"]): EditEntity {
  const { model } = useRoom();
  const command = useCommand();
  return useCallback(
    (content, seen) => {
      if (same(content, seen.content)) return;
      const now = entitiesOf(model.view).find((entity) => entity.id === id);
      command({ type: "entity.edit", id, ...revised(seen, content, now, mergedEntity) });
    },
    [id, model, command],
  );
}
