/** Proves how the techniques of a catalogue stand by tactic. */
import { describe, expect, it } from 'vitest';
import { byTactic } from './tactics.ts';

const technique = (patternId: string, name: string, tactics: readonly string[]) => ({
  _id: `~${patternId}`,
  patternId,
  name,
  tactics,
  revoked: false,
});
const techniques = [
  technique('T1486', 'Data Encrypted for Impact', ['impact']),
  technique('T1566', 'Phishing', ['initial-access']),
  technique('T1078', 'Valid Accounts', ['persistence', 'initial-access']),
  technique('T9999', 'Something new', ['unheard-of']),
];

describe('techniques by tactic', () => {
  it('stand in the order of an attack, under each tactic that they serve', () => {
    const groups = byTactic(techniques, '');
    expect(groups.map(({ tactic }) => tactic)).toEqual([
      'initial-access',
      'persistence',
      'impact',
      'unheard-of',
    ]);
    expect(groups[0]?.techniques.map(({ patternId }) => patternId)).toEqual(['T1566', 'T1078']);
  });

  it('are found by number and by name', () => {
    expect(byTactic(techniques, 't1486').map(({ tactic }) => tactic)).toEqual(['impact']);
    expect(byTactic(techniques, 'phish')[0]?.techniques).toHaveLength(1);
  });
});
