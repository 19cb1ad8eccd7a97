/** What decides where a label stands in its box. */
export interface Box {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle?: number;
  readonly points?: readonly (readonly [x: number, y: number])[];
}

/** A label, with the properties of Excalidraw that align it. */
export interface Label {
  readonly width: number;
  readonly height: number;
  readonly textAlign?: unknown;
  readonly verticalAlign?: unknown;
}

const padding = 5; // BOUND_TEXT_PADDING of Excalidraw, whose computeBoundTextPosition this is.

/**
 * Where a label stands, as it follows from the box or the arrow that it belongs to; undefined where it does not follow from these alone.
 * Two people can move a box and write its label at once, and then the label says where the box was.
 */
export function labelPlace(box: Box, label: Label): { readonly x: number; readonly y: number } | undefined {
  if (box.type === "arrow") return onArrow(box, label);
  if (box.angle !== undefined && box.angle !== 0) return undefined;
  const { left, top, width, height } = inside(box);
  return { x: left + aligned(label.textAlign, width - label.width), y: top + aligned(label.verticalAlign, height - label.height) };
}

// The largest rectangle that fits into the shape.
function inside({ type, x, y, width, height }: Box) {
  const [indentX, indentY, insideWidth, insideHeight] = ((): readonly [number, number, number, number] => {
    switch (type) {
      case "ellipse": {
        const cut = 1 - Math.SQRT2 / 2;
        return [(width / 2) * cut, (height / 2) * cut, Math.round((width / 2) * Math.SQRT2), Math.round((height / 2) * Math.SQRT2)];
      }
      case "diamond":
        return [width / 4, height / 4, Math.round(width / 2), Math.round(height / 2)];
      default:
        return [0, 0, width, height];
    }
  })();
  return { left: x + indentX + padding, top: y + indentY + padding, width: insideWidth - 2 * padding, height: insideHeight - 2 * padding };
}

function aligned(align: unknown, room: number): number {
  if (align === "left" || align === "top") return 0;
  return align === "right" || align === "bottom" ? room : room / 2;
}

// In the middle of a straight arrow. The middle of a bent one is for Excalidraw to find.
function onArrow({ x, y, points = [] }: Box, { width, height }: Label) {
  const [from, to, ...more] = points;
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  return { x: x + (from[0] + to[0]) / 2 - width / 2, y: y + (from[1] + to[1]) / 2 - height / 2 };
}
