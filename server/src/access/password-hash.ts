/** Hashes passwords with Argon2id. The work is slow on purpose, so only a few run at once and only so many may wait. */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { CodedError } from '../model/errors.ts';

/** Cost of one hash: 19 MiB, two passes, one thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes and checks passwords. All three take the same time for the same length of queue. */
export interface PasswordHasher {
  /** Hash for storing, with its own salt. Throws `busy` when too many wait. */
  hash(password: string): Promise<string>;
  /** Whether the password is the one that was hashed. Throws `busy` when too many wait. */
  verify(passwordHash: string, password: string): Promise<boolean>;
  /** False, after the work of a check: for logins that have no password. Throws `busy` when too many wait. */
  verifyNothing(password: string): Promise<false>;
}

/** How much is hashed at once. */
export interface HashingLimits {
  /** Hashes that run at the same time. */
  readonly concurrency: number;
  /** Requests that may wait for their turn. */
  readonly waiting: number;
}

/** A hasher over Argon2id. */
export function createPasswordHasher(
  limits: HashingLimits = { concurrency: 2, waiting: 64 },
): PasswordHasher {
  const inTurn = createTurns(limits);
  const nobody = hashOfNothing();
  return {
    hash: (password) => inTurn(() => hash(password, cost)),
    verify: (passwordHash, password) => inTurn(() => verify(passwordHash, password)),
    async verifyNothing(password) {
      await inTurn(() => verify(nobody, password));
      return false;
    },
  };
}

/** A well-formed hash of the usual cost that no known password has. */
function hashOfNothing(): string {
  const part = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
  const { memoryCost, timeCost, parallelism } = cost;
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${part(16)}$${part(32)}`;
}

function createTurns({ concurrency, waiting }: HashingLimits): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let running = 0;
  const enter = (): Promise<void> => {
    if (running < concurrency) {
      running += 1;
      return Promise.resolve();
    }
    if (queue.length >= waiting) throw new CodedError('busy');
    return new Promise((resolve) => queue.push(resolve));
  };
  // A turn that ends is handed to the next in line, so the number of running ones stays.
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
