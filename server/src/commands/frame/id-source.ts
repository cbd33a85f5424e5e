/** Draws ids in blocks from the one sequence of the instance, fetched ahead, so that a write costs no round trip for them. */
import type { Database } from '../../storage/database.ts';

/** The sequence moves on by this many at each call, so a block belongs to whoever drew it. */
const blockSize = 4096n;
/** The next block is fetched when fewer than this many ids are left. */
const lowWater = 1024n;

/** Hands out ids as decimal digits, each once in the whole instance. */
export interface IdSource {
  /** Ids in rising order; waits only when the block is used up. */
  take(count: number): Promise<readonly string[]>;
}

/** An id source over the given database. */
export function createIdSource(database: Database): IdSource {
  const blocks: { next: bigint; end: bigint }[] = [];
  let fetching: Promise<void> | undefined;

  const fetchBlock = (): Promise<void> => {
    fetching ??= database
      .transaction({ role: 'worker' }, (tx) =>
        tx.run({ sql: `select nextval('skep.id_sequence') as start`, parameters: [], name: 'next_id_block' }),
      )
      .then(({ rows }) => {
        const start = BigInt(String(rows[0]?.start));
        blocks.push({ next: start, end: start + blockSize });
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  };

  const left = (): bigint => blocks.reduce((sum, block) => sum + block.end - block.next, 0n);

  return {
    async take(count) {
      while (left() < BigInt(count)) await fetchBlock();
      const taken = Array.from({ length: count }, () => takeOne(blocks));
      // A block that cannot be fetched ahead is fetched again, and its failure shown, when ids run out.
      if (left() < lowWater) fetchBlock().catch(() => undefined);
      return taken;
    },
  };
}

function takeOne(blocks: { next: bigint; end: bigint }[]): string {
  const block = blocks[0];
  if (block === undefined) throw new Error('An id was taken from an empty source');
  const id = block.next;
  block.next += 1n;
  if (block.next === block.end) blocks.shift();
  return id.toString();
}
