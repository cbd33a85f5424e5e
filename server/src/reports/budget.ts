/** How much text a report may still take in, so that no case makes one that nobody can open. */

/** Most characters of a whole report. */
export const mostCharacters = 2_000_000;

/** What is left. */
export interface Budget {
  /** Takes the room of texts; false once there is no more. */
  take(...texts: readonly string[]): boolean;
  isSpent(): boolean;
  /** Characters that still fit. */
  left(): number;
}

/** A whole budget. Each text costs something, also an empty one: rows cost memory in every format. */
export function createBudget(characters: number = mostCharacters): Budget {
  const room = { left: characters };
  return {
    take(...texts) {
      room.left -= texts.reduce((sum, text) => sum + text.length + 8, 0);
      return room.left >= 0;
    },
    isSpent: () => room.left < 0,
    left: () => Math.max(0, room.left),
  };
}
