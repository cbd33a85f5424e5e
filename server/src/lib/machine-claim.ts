/**
 * Claims of names on this machine: of all processes one can hold a name. A claim is a socket with an abstract name, of which the
 * kernel allows one and which goes away with the process, however it ends.
 */
import { createServer } from 'node:net';

/** A name that this process holds. */
export interface MachineClaim {
  /** Lets others have it. */
  release(): Promise<void>;
}

/** Claims a name of at most a hundred bytes; undefined when another process holds it. Systems without such names give every claim. */
export function claimOnMachine(name: string): Promise<MachineClaim | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<MachineClaim | undefined>();
  if (process.platform !== 'linux') return Promise.resolve({ release: async () => undefined });
  const server = createServer((connection) => connection.destroy()).unref();
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') resolve(undefined);
    else reject(error);
  });
  const release = (): Promise<void> => new Promise((done) => server.close(() => done()));
  server.listen(`\0${name}`, () => resolve({ release }));
  return promise;
}
