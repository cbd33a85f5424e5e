/** The tactics of a catalogue with their techniques, in the order in which attackers go about it. */
import { compareTactics } from '../../../parts/attack/tactics.ts';
import type { TechniqueRow } from './attack-data.ts';

/** A tactic with the techniques that serve it. */
export interface TacticGroup {
  readonly tactic: string;
  readonly techniques: readonly TechniqueRow[];
}

/** Techniques that hold a text, by tactic. A technique stands under each of its tactics; one without any is left out. */
export function byTactic(techniques: readonly TechniqueRow[], wanted: string): readonly TacticGroup[] {
  const sought = wanted.trim().toLowerCase();
  const groups = new Map<string, TechniqueRow[]>();
  for (const technique of techniques) {
    if (!`${technique.patternId} ${technique.name}`.toLowerCase().includes(sought)) continue;
    for (const tactic of technique.tactics) {
      const group = groups.get(tactic);
      if (group === undefined) groups.set(tactic, [technique]);
      else group.push(technique);
    }
  }
  return [...groups]
    .sort(([one], [other]) => compareTactics(one, other))
    .map(([tactic, some]) => ({ tactic, techniques: some }));
}
