/** Makes a case that moves here from another instance: with its number, its people and its dates, and a note of what it was there. */
import type { Command } from '../frame/command.ts';
import type { Row } from '../frame/row.ts';
import type { ReadArchive } from './read-case-archive.ts';
import { restoreCase } from './restore-case.ts';
import type { ImportFault } from './restore-contents.ts';
import { noteTakenOver, type SourceObject } from './taken-over.ts';

/** What came of an object of the source. */
export interface Arrived {
  /** Digits of its id here. */
  readonly id: string;
  /** How many objects of each kind came with it. */
  readonly contents: ReadonlyMap<string, number>;
  /** What this instance does not know, and was left out or replaced. */
  readonly faults: readonly ImportFault[];
}

/** Counts what was made, by kind. */
export function countedByKind(made: ReadonlyMap<string, Row>): ReadonlyMap<string, number> {
  const byKind = Map.groupBy(made.values(), ({ entity }) => entity.name);
  return new Map([...byKind].map(([kind, rows]) => [kind, rows.length]));
}

/** Takes over a case with everything in it, or nothing of it. */
export function takeOverCase(from: SourceObject, archive: ReadArchive): Command<undefined, Arrived> {
  return {
    name: 'takeOverCase',
    permission: 'manageCase/create',
    read: () => undefined,
    async run(context) {
      const { row, made, faults } = await restoreCase(context, {
        archive,
        shares: undefined,
        rules: {},
        moves: true,
      });
      noteTakenOver(context, from, row.id);
      return { id: row.id, contents: countedByKind(made), faults };
    },
  };
}
