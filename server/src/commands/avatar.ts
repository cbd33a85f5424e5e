/** Pictures of people: small PNG or JPEG files in base64, checked by what they begin with. */
import type { FieldFault } from '../model/errors.ts';

const beginnings: readonly Buffer[] = [
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from([0xff, 0xd8, 0xff]),
];

/** What is wrong with a picture; nothing when there is none. */
export function avatarFaults(given: unknown): FieldFault[] {
  if (given === undefined || given === null || given === '') return [];
  if (typeof given === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(given)) {
    const start = Buffer.from(given.slice(0, 16), 'base64');
    if (beginnings.some((beginning) => start.subarray(0, beginning.length).equals(beginning))) return [];
  }
  return [{ kind: 'invalid', name: 'avatar', accepted: 'PNG or JPEG in base64' }];
}
