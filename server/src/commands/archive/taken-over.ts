/**
 * Objects taken over from another instance. Which of its objects became which of ours is noted in the transaction that makes ours,
 * so that an import that was interrupted, or is repeated, goes on where it ended.
 */
import { systemLogin } from '../../model/actor.ts';
import type { Database } from '../../storage/database.ts';
import type { Command, CommandContext } from '../frame/command.ts';

/** How the names of requests that take over begin. */
export const takeOverRequest = 'take-over';

/** A condition on a record of changes: what was taken over happened elsewhere, long ago; rules and webhooks are not told of it. */
export function isNews(record: string): string {
  return `not (${record}.created_by = '${systemLogin}' and starts_with(${record}.request_id, '${takeOverRequest}-'))`;
}

/** An object of the source. */
export interface SourceObject {
  /** Address of the source. */
  readonly source: string;
  readonly kind: string;
  /** Its id there. */
  readonly id: string;
  /** When it was last changed there, in milliseconds since the epoch. */
  readonly updatedAt: number | undefined;
}

/** What became of an object of the source. */
export interface TakenOver {
  /** Digits of the id of ours. */
  readonly objectId: string;
  /** Change at the source that it was taken over with. */
  readonly updatedAt: number | undefined;
}

/** Notes what became of an object of the source. */
export function noteTakenOver({ write, actor }: CommandContext, from: SourceObject, objectId: string): void {
  write.addRow('taken_over', {
    organisation_id: actor.organisation.id,
    source: from.source,
    kind: from.kind,
    source_id: from.id,
    object_id: objectId,
    source_updated_at: from.updatedAt === undefined ? null : new Date(from.updatedAt),
    taken_at: new Date(write.now),
  });
}

/** The same command, which also notes that what it makes was taken over. */
export function takingOver<I, O extends { readonly id: string }>(
  command: Command<I, O>,
  from: SourceObject,
): Command<I, O> {
  return {
    ...command,
    async run(context, input) {
      const made = await command.run(context, input);
      noteTakenOver(context, from, made.id);
      return made;
    },
  };
}

/** What became of objects of one kind, by their ids at the source; those that were not taken over are missing. */
export async function findTakenOver(
  database: Database,
  source: string,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TakenOver>> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      name: 'find_taken_over',
      sql: `select source_id, object_id, source_updated_at from skep.taken_over
        where source = $1 and kind = $2 and source_id = any($3::text[])`,
      parameters: [source, kind, [...ids]],
    },
  );
  return new Map(
    rows.map((row) => [
      String(row.source_id),
      {
        objectId: String(row.object_id),
        updatedAt: row.source_updated_at === null ? undefined : Number(row.source_updated_at),
      },
    ]),
  );
}
