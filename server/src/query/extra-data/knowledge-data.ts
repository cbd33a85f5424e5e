/** Computed values of procedures, techniques, their catalogues, and taxonomies. */
import { relatedSet } from '../follow.ts';
import { decodeJson, objectsJson } from '../output.ts';
import { selectFrom } from '../set.ts';
import { columnRef, sql } from '../sql.ts';
import { type ExtraData, type ExtraDatum, objectOf } from './extra-datum.ts';

/** Most parts of a technique, and most tags of a taxonomy, that are given with it. */
const mostParts = 1_000;
const mostTags = 10_000;

/** Objects that a relation leads to, oldest first. */
function objectsOf(relation: string, most: number): ExtraDatum {
  return {
    value: (context, base) => objectsJson(context, relatedSet(context, base, relation), most),
    decode: (json) => (Array.isArray(json) ? json.map((item) => decodeJson(item)) : []),
  };
}

const column = (name: string): ExtraDatum => ({ value: (_, { alias }) => columnRef(alias, name) });

/** Something that the technique of a procedure leads to, as the first of its relation. */
function ofPattern(relation: string): ExtraDatum {
  return {
    value: (context, base) => {
      const pattern = relatedSet(context, base, 'pattern');
      const found = objectOf(relation).value(context, pattern);
      return sql`(${selectFrom(pattern, found, sql` limit 1`)})`;
    },
    decode: (json) => decodeJson(json),
  };
}

/** Tactics that the technique of a procedure serves. */
const patternTactics: ExtraDatum = {
  value: (context, base) => {
    const pattern = relatedSet(context, base, 'pattern');
    const tactics = sql`to_jsonb(${columnRef(pattern.alias, 'tactics')})`;
    return sql`coalesce((${selectFrom(pattern, tactics, sql` limit 1`)}), '[]')`;
  },
};

/** Tactics that techniques of a catalogue serve, in the order of their names. */
const catalogTactics: ExtraDatum = {
  value: (context, base) => {
    const pattern = relatedSet(context, base, 'patterns');
    const each = selectFrom(pattern, sql`unnest(${columnRef(pattern.alias, 'tactics')}) as tactic`);
    return sql`coalesce((select jsonb_agg(distinct served.tactic) from (${each}) as served), '[]')`;
  },
};

/** Values by entity. */
export const knowledgeData: Readonly<Record<string, ExtraData>> = {
  procedure: {
    pattern: objectOf('pattern'),
    patternParent: ofPattern('parent'),
    patternCatalog: ofPattern('catalog'),
    patternTactics,
    tactic: column('tactic'),
  },
  pattern: {
    parent: objectOf('parent'),
    children: objectsOf('children', mostParts),
    catalog: objectOf('catalog'),
    tactics: { value: (_, { alias }) => sql`to_jsonb(${columnRef(alias, 'tactics')})` },
  },
  patternCatalog: { tactics: catalogTactics },
  taxonomy: { enabled: column('enabled'), tags: objectsOf('tags', mostTags) },
};
