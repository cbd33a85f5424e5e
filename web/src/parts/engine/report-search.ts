/** Looks through a report bit by bit, so that the page goes on meanwhile, for the groups that hold what is searched for. */
import { isGroup, wholeText } from './report-values.ts';

/** A group that is being looked through. */
interface Place {
  readonly group: object;
  readonly names: readonly string[] | undefined;
  readonly members: readonly unknown[];
  at: number;
  found: boolean;
}

/** Values that are looked at between two looks at the clock. */
const atOnce = 1_000;

/** A search under way. */
export class ReportSearch {
  /** The groups with a match somewhere below, as far as was looked. */
  readonly holding = new Set<unknown>();
  readonly #wanted: string;
  readonly #places: Place[] = [];

  constructor(report: unknown, search: string) {
    this.#wanted = search.trim().toLowerCase();
    this.#enter(report, -1);
  }

  /** Looks on for about so many milliseconds; true when the whole report was looked through. */
  look(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    while (this.#places.length > 0) {
      for (let count = 0; count < atOnce && this.#places.length > 0; count += 1) this.#step();
      if (performance.now() >= end) break;
    }
    return this.#places.length === 0;
  }

  #step(): void {
    const place = this.#places.at(-1);
    if (place === undefined) return;
    if (place.at === place.members.length) {
      this.#places.pop();
      if (!place.found) return;
      this.holding.add(place.group);
      const above = this.#places.at(-1);
      if (above !== undefined) above.found = true;
      return;
    }
    const member = place.members[place.at];
    const name = place.names?.[place.at] ?? String(place.at + 1);
    place.at += 1;
    if (!place.found && this.#isFound(name)) place.found = true;
    if (this.#enter(member, this.#places.length - 1)) return;
    if (!place.found && this.#isFound(wholeText(member))) place.found = true;
  }

  #enter(value: unknown, depth: number): boolean {
    if (!isGroup(value, depth)) return false;
    const names = Array.isArray(value) ? undefined : Object.keys(value);
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    this.#places.push({ group: value, names, members, at: 0, found: false });
    return true;
  }

  #isFound(text: string): boolean {
    return text.toLowerCase().includes(this.#wanted);
  }
}
