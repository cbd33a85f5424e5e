/**
 * Searching objects of all kinds at once, as clients of the first version do. A word that only some kinds have finds only objects
 * of those; a word that none has is an error. Records of changes are no part of it: they have a search of their own.
 */
import type { RawObject } from '../../model/input.ts';
import type { MixedKind, ReadObject } from '../../query/stage.ts';
import type { Answer } from '../http/route-table.ts';
import { conditionOf, type Kind } from './kind.ts';
import { kinds } from './kinds.ts';
import { boundsOf, keysOf, readPipeline } from './read.ts';
import { referenceKinds } from './reference-kinds.ts';
import type { RouteCall } from './route.ts';
import { type Wanted, wantedIn } from './wanted.ts';
import { type Elsewhere, fieldsOf, type Words } from './words.ts';

const plain: readonly Kind[] = [...Object.values(kinds), ...Object.values(referenceKinds)];

const elsewhere: Elsewhere = {
  words: new Set(plain.flatMap(({ words }) => [...words.fields.keys(), ...Object.keys(words.computed)])),
  types: new Set(
    plain.flatMap(({ words: { related } }) =>
      Object.entries(related).map(([type, { words }]) => (type === '' ? words().type : type)),
    ),
  ),
};

const mixed: readonly Kind[] = plain.map((kind) => ({ ...kind, words: { ...kind.words, elsewhere } }));

/** What objects of all kinds are sorted by. */
const common: Words = {
  type: 'any',
  fields: fieldsOf([]),
  ids: new Set(),
  customFields: false,
  computed: {},
  related: {},
};

/** Objects of all kinds that fit the conditions of a request, newest first where it asks for no order. */
export async function searchEverything(call: RouteCall): Promise<Answer> {
  const { query } = call.input;
  const wanted = wantedIn(call.input);
  const keys = keysOf(common, call.input);
  const result = await readPipeline(call, [
    { op: 'mixed', kinds: mixed.map((kind) => startOf(kind, query, wanted)) },
    { op: 'sort', keys },
    { op: 'page', ...boundsOf(call.input), extraData: ['total'] },
  ]);
  if (result.kind !== 'objects') throw new Error(`A search gave ${result.kind}`);
  const headers = { 'X-Total': String(result.total ?? result.objects.length) };
  return { body: await show(call, result.objects, wanted), headers };
}

function startOf(kind: Kind, query: unknown, wanted: Wanted): MixedKind {
  return { entity: kind.entity, extraData: kind.beside(wanted), filter: conditionOf(kind, query) };
}

/** Objects on the wire in the order given: those of a kind are shown together, since much is read for all of them at once. */
async function show(
  call: RouteCall,
  objects: readonly ReadObject[],
  wanted: Wanted,
): Promise<readonly RawObject[]> {
  const shown = new Map<ReadObject, RawObject>();
  for (const kind of plain) {
    const own = objects.filter(({ entity }) => entity === kind.entity);
    if (own.length === 0) continue;
    const bodies = await kind.show(call, own, wanted);
    for (const [place, object] of own.entries()) shown.set(object, bodies[place] ?? {});
  }
  return objects.flatMap((object) => {
    const body = shown.get(object);
    return body === undefined ? [] : [body];
  });
}
