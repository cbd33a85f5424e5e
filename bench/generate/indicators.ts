/** Values of observables. A value belongs to a rank: low ranks are met everywhere, high ones once, as in real networks. */
import { createHash } from 'node:crypto';
import type { Chance } from '../../server/src/demo/random.ts';
import { matchHashOfValue } from '../../server/src/model/match-hash.ts';

/** A datum to be seen somewhere. */
export interface Indicator {
  readonly dataType: string;
  readonly data: string;
  readonly matchHash: Buffer;
}

/** How often the most common value is met grows with the pool to this root. */
const steepness = 3;

/** Draws indicators from a pool of about as many different values as half of all observables. */
export function drawIndicator(chance: Chance, observables: number): Indicator {
  const pool = Math.max(1_000, Math.floor(observables / 2));
  return indicatorOfRank(Math.floor(pool * chance.next() ** steepness));
}

/** The value of a rank; 0 is the most common one. */
export function indicatorOfRank(rank: number): Indicator {
  const { dataType, data } = shaped(rank);
  return { dataType, data, matchHash: matchHashOfValue(dataType, data) };
}

/** Types in the proportions of a usual inbox. Consecutive ranks have different types. */
function shaped(rank: number): { readonly dataType: string; readonly data: string } {
  const site = `${words[rank % words.length] ?? ''}-${rank.toString(36)}.${rank % 3 === 0 ? 'example' : 'test'}`;
  switch ((rank * 37) % 20) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
      return {
        dataType: 'ip',
        data: `${11 + (rank >> 24)}.${(rank >> 16) & 255}.${(rank >> 8) & 255}.${rank & 255}`,
      };
    case 5:
    case 6:
    case 7:
      return { dataType: 'domain', data: site };
    case 8:
    case 9:
    case 10:
      return {
        dataType: 'url',
        data: `https://${site}/${words[(rank >> 3) % words.length] ?? ''}/${rank}?id=${rank * 7}`,
      };
    case 11:
    case 12:
    case 13:
      return { dataType: 'hash', data: createHash('sha256').update(String(rank)).digest('hex') };
    case 14:
    case 15:
      return { dataType: 'mail', data: `${words[(rank >> 4) % words.length] ?? ''}.${rank}@${site}` };
    case 16:
    case 17:
      return { dataType: 'hostname', data: `ws-${rank}` };
    case 18:
      return { dataType: 'filename', data: `${words[(rank >> 2) % words.length] ?? ''}_${rank}.docx` };
    default:
      return {
        dataType: 'user-agent',
        data: `Mozilla/5.0 (Windows NT 10.0; rv:${rank % 150}.0) build/${rank}`,
      };
  }
}

const words = [
  'login',
  'update',
  'cdn',
  'mail',
  'secure',
  'invoice',
  'portal',
  'static',
  'track',
  'parcel',
  'bank',
  'cloud',
  'files',
  'share',
  'news',
  'support',
  'account',
  'photo',
  'travel',
  'job',
  'office',
  'meeting',
  'report',
  'media',
] as const;
