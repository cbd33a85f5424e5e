/** Techniques that were seen, as a list reads them: by tactic in the order of an attack, and a technique once however often it was seen. */
import type { Procedure } from './attack-data.ts';
import { compareTactics } from './tactics.ts';

/** A technique with each time it was seen for one tactic. */
export interface SeenTechnique {
  readonly patternId: string;
  readonly name: string;
  readonly procedures: readonly Procedure[];
}

/** A tactic; the empty one holds what was noted without. */
export interface SeenTactic {
  readonly tactic: string;
  readonly techniques: readonly SeenTechnique[];
}

/** Groups procedures; within a group the order given is kept. */
export function groupProcedures(procedures: readonly Procedure[]): readonly SeenTactic[] {
  const byTactic = Map.groupBy(procedures, ({ tactic }) => tactic ?? '');
  return [...byTactic]
    .sort(([one], [other]) => compareTactics(one, other))
    .map(([tactic, seen]) => ({ tactic, techniques: techniquesOf(seen) }));
}

function techniquesOf(procedures: readonly Procedure[]): readonly SeenTechnique[] {
  return [...Map.groupBy(procedures, ({ patternId }) => patternId ?? '')].map(([patternId, seen]) => ({
    patternId,
    name: seen[0]?.patternName ?? '',
    procedures: seen,
  }));
}
