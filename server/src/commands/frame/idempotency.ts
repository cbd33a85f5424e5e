/** Repeating a creating request with the same key gives the first answer again instead of a second object. */
import { createHash } from 'node:crypto';
import { CodedError } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { CommandCall } from './command.ts';
import type { Writer } from './writer.ts';

/** What a key turned out to be. */
export type Replay<O> =
  | { readonly kind: 'none' }
  | { readonly kind: 'replayed'; readonly answer: O }
  | { readonly kind: 'claimed'; readonly store: (answer: O) => void };

/**
 * Claims the key of a request. A second request waits for the transaction of the first and then gets its answer; the same
 * key with another command or input is refused as `idempotencyMismatch`.
 */
export async function claimIdempotencyKey<O>(
  write: Writer,
  call: CommandCall,
  command: string,
  raw: RawObject,
): Promise<Replay<O>> {
  const key = call.idempotencyKey;
  if (key === undefined) return { kind: 'none' };
  const hash = createHash('sha256')
    .update(JSON.stringify([command, raw, uploadsOf(call)]))
    .digest();
  const owner = [call.actor.organisation.id, call.actor.login, key];
  const claimed = await write.run({
    sql: 'insert into skep.idempotency_key (organisation_id, login, key, request_hash, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
    parameters: [...owner, hash, new Date(write.now)],
  });
  if (claimed.count === 1) return { kind: 'claimed', store: (answer) => storeAnswer(write, owner, answer) };
  const { rows } = await write.run({
    sql: 'select request_hash, body from skep.idempotency_key where organisation_id = $1 and login = $2 and key = $3',
    parameters: owner,
  });
  const first = rows[0];
  if (first === undefined || !sameHash(first.request_hash, hash)) throw new CodedError('idempotencyMismatch');
  return { kind: 'replayed', answer: (first.body as { answer: O }).answer };
}

/** Files that came with the request, by their content: other files make another request. */
function uploadsOf({ uploads }: CommandCall): unknown {
  return [...(uploads ?? [])].map(([part, files]) => [part, files.map(({ id, name }) => [id, name])]);
}

function storeAnswer(write: Writer, owner: readonly unknown[], answer: unknown): void {
  write.queue({
    sql: 'update skep.idempotency_key set body = $4 where organisation_id = $1 and login = $2 and key = $3',
    parameters: [...owner, JSON.stringify({ answer })],
  });
}

function sameHash(stored: unknown, hash: Buffer): boolean {
  return stored instanceof Uint8Array && hash.equals(stored);
}
