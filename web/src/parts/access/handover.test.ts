/** Who sees a case before and after it is given away. */
import { expect, it } from 'vitest';
import { sightAfter } from './handover.ts';

const owner = { owns: true, profile: undefined };
const as = (profile?: string) => ({ owns: false, profile });

it('makes the new owner see all, and leaves the others what they have', () => {
  const partners = [
    { organisation: 'beta', profile: 'read-only' },
    { organisation: 'gamma', profile: 'analyst' },
  ];
  expect(sightAfter({ from: 'acme', to: 'beta', kept: 'analyst', partners })).toEqual([
    { organisation: 'beta', now: as('read-only'), after: owner },
    { organisation: 'acme', now: owner, after: as('analyst') },
    { organisation: 'gamma', now: as('analyst'), after: as('analyst') },
  ]);
});

it('tells that the old owner loses it when it keeps nothing', () => {
  expect(sightAfter({ from: 'acme', to: 'beta', kept: undefined, partners: [] })).toEqual([
    { organisation: 'beta', now: as(), after: owner },
    { organisation: 'acme', now: owner, after: as() },
  ]);
});
