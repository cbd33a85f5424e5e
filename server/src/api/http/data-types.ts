/** The types of observables under the name of a list, as dialects older than v1 have them. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import { runQuery } from '../../query/index.ts';
import type { ReadObject } from '../../query/stage.ts';
import type { Database } from '../../storage/database.ts';

/** The name of the list. */
export const dataTypeList = 'list_artifactDataType';

/** The id of an item that is a text. */
export function itemIdOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** The types. */
export async function dataTypesOf(database: Database, actor: Actor): Promise<readonly ReadObject[]> {
  const result = await runQuery(database, actor, [
    { op: 'list', entity: 'observableType' },
    { op: 'output' },
  ]);
  return result.kind === 'objects' ? result.objects : [];
}

/** The type that an item stands for. */
export function typeOfItem(types: readonly ReadObject[], itemId: string): ReadObject | undefined {
  return types.find(({ values }) => itemIdOf(String(values.name)) === itemId);
}

/** The list: names by the ids of its items. */
export function asItems(types: readonly ReadObject[]): RawObject {
  const names = types.map(({ values }) => String(values.name));
  return Object.fromEntries(names.map((name) => [itemIdOf(name), name]));
}

/** Whether a list has an item with a value, under a key of it. */
export function hasItem(items: RawObject, { key, value }: RawObject): boolean {
  return Object.values(items).some((item) =>
    typeof item === 'object' && item !== null
      ? typeof key === 'string' && Object.hasOwn(item, key) && Reflect.get(item, key) === value
      : item === value,
  );
}
