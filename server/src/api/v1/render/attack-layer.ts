/** A layer for the ATT&CK Navigator: how often each technique was seen, drawn from counts of procedures. */
import { isRawObject } from '../../../model/input.ts';
import type { Pipeline } from '../../../query/stage.ts';

/** How often a technique was seen for a tactic; the tactic may be unknown. */
interface Sighting {
  readonly techniqueID: string;
  readonly tactic?: string;
  readonly score: number;
}

/** Edition of the format; the Navigator reads it since its edition 4.9. */
const layerFormat = '4.5';
/** Matrices that a layer can be drawn on. */
export const layerDomains = ['enterprise-attack', 'mobile-attack', 'ics-attack'] as const;
/** Most techniques of a layer, and most tactics of one. */
const mostTechniques = 5_000;
const mostTactics = 50;

/** The end of a pipeline that counts procedures by technique and tactic. */
export const countTechniques: Pipeline = [
  {
    op: 'aggregate',
    aggregation: {
      op: 'field',
      name: 'techniques',
      path: 'patternId',
      order: [{ by: 'count', descending: true }],
      size: mostTechniques,
      select: [
        { op: 'count', name: 'count' },
        {
          op: 'field',
          name: 'tactics',
          path: 'tactic',
          order: [{ by: 'value', descending: false }],
          size: mostTactics,
          select: [{ op: 'count', name: 'count' }],
        },
      ],
    },
  },
];

/** The layer for what {@link countTechniques} gave. */
export function attackLayer(
  name: string,
  domain: string,
  counted: unknown,
): Readonly<Record<string, unknown>> {
  const techniques = sightings(counted);
  return {
    name,
    versions: { layer: layerFormat, navigator: '5.1.0' },
    domain,
    description: 'Score: how often the technique was seen',
    sorting: 3,
    layout: { layout: 'side', showID: true, showName: true, expandedSubtechniques: 'annotated' },
    hideDisabled: false,
    techniques,
    gradient: {
      colors: ['#ffffff', '#ff6666'],
      minValue: 0,
      maxValue: Math.max(1, ...techniques.map(({ score }) => score)),
    },
    legendItems: [],
    metadata: [],
    showTacticRowBackground: false,
    selectTechniquesAcrossTactics: false,
    selectSubtechniquesWithParent: false,
  };
}

/** For each tactic that a technique was seen for, and for what has no tactic by itself. */
function sightings(counted: unknown): Sighting[] {
  return bucketsIn(counted)
    .flatMap(([techniqueID, bucket]) => {
      const byTactic = bucketsIn(bucket).map(([tactic, inner]) => ({
        techniqueID,
        tactic,
        score: countIn(inner),
      }));
      const rest = countIn(bucket) - byTactic.reduce((sum, { score }) => sum + score, 0);
      return rest > 0 ? [...byTactic, { techniqueID, score: rest }] : byTactic;
    })
    .sort((one, other) => (one.techniqueID < other.techniqueID ? -1 : 1));
}

/** Buckets stand beside the number of the bucket that they are in. */
function bucketsIn(value: unknown): [string, Readonly<Record<string, unknown>>][] {
  return Object.entries(isRawObject(value) ? value : {}).flatMap(([key, bucket]) =>
    isRawObject(bucket) ? [[key, bucket] as [string, typeof bucket]] : [],
  );
}

function countIn({ count }: Readonly<Record<string, unknown>>): number {
  return typeof count === 'number' ? count : 0;
}
