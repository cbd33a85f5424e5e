/** Claims of user ids: servers on one machine must not share any, since whoever ends the processes of an id ends all of them. */

import { claimOnMachine, type MachineClaim } from '../../lib/machine-claim.ts';
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
  const claims: MachineClaim[] = [];
  const uids: number[] = [];
  const wanted = process.getuid?.() === 0 ? size : 0;
  for (let uid = firstUid; uids.length < wanted && uid < firstUid + span; uid += 1) {
    const claim = await claimOnMachine(`skep-neuron-user-${uid}`);
    if (claim === undefined) continue;
    claims.push(claim);
    uids.push(uid);
  }
  const release = async (): Promise<void> => {
    await Promise.all(claims.splice(0).map((claim) => claim.release()));
  };
  if (uids.length === wanted) return { ...createIdentityPool(uids), release };
  await release();
  throw new Error(
    `Other servers on this machine use all but ${uids.length} of ${span} identities for neurons`,
  );
}
