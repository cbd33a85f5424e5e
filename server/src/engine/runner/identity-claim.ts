/**
 * Claims of user ids: servers on one machine must not share any, since whoever ends the processes of an id ends all of them.
 * A claim is a socket with an abstract name, of which the kernel allows one and which goes away with the process.
 */

import { createServer, type Server } from 'node:net';
import { createIdentityPool, firstUid, type IdentityPool } from './identity.ts';

/** Identities that no other server on this machine uses. */
export interface ClaimedIdentities extends IdentityPool {
  /** Lets other servers have them; to be called when no job runs any more. */
  release(): Promise<void>;
}

/** Ids from the first on that are tried. */
const span = 4_096;

/** Claims so many identities; none when the server is not root. Throws when other servers have too many of them. */
export async function claimIdentities(size: number): Promise<ClaimedIdentities> {
  const claims: Server[] = [];
  const uids: number[] = [];
  const wanted = process.getuid?.() === 0 ? size : 0;
  for (let uid = firstUid; uids.length < wanted && uid < firstUid + span; uid += 1) {
    const claim = await claimUid(uid);
    if (claim === 'taken') continue;
    if (claim !== undefined) claims.push(claim);
    uids.push(uid);
  }
  const release = async (): Promise<void> => {
    await Promise.all(claims.splice(0).map((claim) => new Promise((resolve) => claim.close(resolve))));
  };
  if (uids.length === wanted) return { ...createIdentityPool(uids), release };
  await release();
  throw new Error(
    `Other servers on this machine use all but ${uids.length} of ${span} identities for neurons`,
  );
}

/** The claim of an id; undefined on systems without abstract names. */
function claimUid(uid: number): Promise<Server | 'taken' | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Server | 'taken' | undefined>();
  if (process.platform !== 'linux') return Promise.resolve(undefined);
  const server = createServer((connection) => connection.destroy()).unref();
  server.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') resolve('taken');
    else reject(error);
  });
  server.listen(`\0skep-neuron-user-${uid}`, () => resolve(server));
  return promise;
}
