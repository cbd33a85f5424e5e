/** Moving a widget by dragging it onto another one: the edge that it is nearest to says on which side it will stand. */
import { type DragEvent, useState } from 'react';
import type { Side } from './editor-state.ts';

/** Kind of data that a dragged widget carries. */
const dragType = 'application/x-skep-widget';

/** What a tile needs to be dragged and to be dropped upon. */
export function useWidgetDrag(id: string, onPlace: (dragged: string, side: Side) => void) {
  const [side, setSide] = useState<Side>();
  return {
    draggable: true,
    'data-drop': side,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(dragType, id);
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!event.dataTransfer.types.includes(dragType)) return;
      event.preventDefault();
      setSide(nearestSide(event, event.currentTarget.getBoundingClientRect()));
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      // What lies within the tile is entered and left as well.
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
        setSide(undefined);
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const dragged = event.dataTransfer.getData(dragType);
      setSide(undefined);
      if (dragged === '') return;
      event.preventDefault();
      onPlace(dragged, nearestSide(event, event.currentTarget.getBoundingClientRect()));
    },
  };
}

/** The side of a place that a point is nearest to, in parts of its width and height. */
export function nearestSide(
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  { left, top, width, height }: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>,
): Side {
  const [x, y] = [(clientX - left) / width, (clientY - top) / height];
  const distances: readonly (readonly [Side, number])[] = [
    ['left', x],
    ['right', 1 - x],
    ['above', y],
    ['below', 1 - y],
  ];
  return distances.reduce((nearest, one) => (one[1] < nearest[1] ? one : nearest))[0];
}
