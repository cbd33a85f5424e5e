/**
 * Which keys a stroke completes: a single one, or several in a row. A row that was completed is over, and one that went wrong
 * starts anew with its last stroke, so that no stroke counts twice.
 */
import { matchKeybindingPress, parseKeybinding } from 'tinykeys';

/** Longest time between two strokes of a row, in milliseconds. */
const rowMs = 1_000;
const modifiers: ReadonlySet<string> = new Set(['Shift', 'Meta', 'Alt', 'Control', 'AltGraph']);

/** What the keys need to know of a stroke. */
export type Stroke = KeyboardEvent;

/**
 * Gives the reader of strokes: for each it names the keys that are complete with it, or undefined. Of several the first in the
 * list counts. `isText` tells strokes that go into a text: they begin no row.
 */
export function strokeReader(
  keys: readonly string[],
  isText: (stroke: Stroke) => boolean,
): (stroke: Stroke) => string | undefined {
  const rows = keys.map((one) => [one, parseKeybinding(one)] as const);
  const longest = Math.max(1, ...rows.map(([, row]) => row.length));
  const recent: Stroke[] = [];
  return (stroke) => {
    // The browser reports the choice of a stored entry as a stroke without a key.
    if (stroke.key === undefined || modifiers.has(stroke.key)) return undefined;
    const before = recent.at(-1);
    if (before !== undefined && stroke.timeStamp - before.timeStamp > rowMs) recent.length = 0;
    if (isText(stroke)) recent.length = 0;
    recent.push(stroke);
    if (recent.length > longest) recent.shift();
    const complete = rows.find(([, row]) => {
      const last = recent.slice(-row.length);
      return (
        last.length === row.length &&
        row.every((press, index) => matchKeybindingPress(last[index] ?? stroke, press))
      );
    });
    if (complete !== undefined || isText(stroke)) recent.length = 0;
    return complete?.[0];
  };
}
