/** Changing and removing tags of an organisation, on everything that carries them. */
import { toSearchVector } from '../../lib/search-text.ts';
import { CodedError, invalidFields } from '../../model/errors.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { storedValue, textOf } from '../frame/row.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { colourFaults } from './reference-list.ts';

/** Changes a tag; a new text is written on everything that carries the tag. */
export const updateTag: Command<UpdateInput, void> = {
  name: 'updateTag',
  permission: 'manageTag',
  read(raw) {
    const input = readUpdate(entities.tag, raw);
    const faults = colourFaults(input.values);
    if (faults.length > 0) throw invalidFields(faults);
    return input;
  },
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('tag', reference);
      await requirePlain(context, textOf(row, 'predicate') ?? '', ofTaxonomy);
      const before = textOf(row, 'predicate') ?? '';
      const after = textOf(context.write.update(row, input.values), 'predicate') ?? '';
      if (before === after) continue;
      await requirePlain(context, after, { reason: 'A taxonomy has this tag already', offered: false });
      renameTag(context, before, after);
    }
  },
};

/** Removes a tag from everything that carries it. */
export const deleteTag: Command<UpdateInput, void> = {
  name: 'deleteTag',
  permission: 'manageTag',
  read: (raw) => readUpdate(entities.tag, { id: raw.id }),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('tag', reference);
      await requirePlain(context, textOf(row, 'predicate') ?? '', ofTaxonomy);
      takeOff(context, String(storedValue(row, 'predicate')));
      context.write.queue({
        sql: 'delete from skep.tag where organisation_id = $1 and id = $2',
        parameters: [row.organisationId, row.id],
      });
      context.write.record(row, 'delete', { predicate: storedValue(row, 'predicate') });
    }
  },
};

const ofTaxonomy = { reason: 'A tag of a taxonomy is changed and removed with it', offered: true } as const;

/** Refuses what is a tag of a taxonomy. A text that somebody is about to give counts even while its taxonomy is not offered. */
async function requirePlain(
  { write }: CommandContext,
  text: string,
  refusal: { readonly reason: string; readonly offered: boolean },
): Promise<void> {
  const { rows } = await write.run({
    sql: `select from skep.taxonomy_tag t join skep.taxonomy x on x.id = t.taxonomy_id
      where t.tag_text = $1 and (x.enabled or not $2::boolean)`,
    parameters: [text, refusal.offered],
  });
  if (rows.length > 0) throw new CodedError('badRequest', { reason: refusal.reason });
}

/** Tables whose rows carry tags; those with words to be searched need the new ones. */
const tagged = [
  { table: 'alert', searched: true },
  { table: 'case', searched: true },
  { table: 'observable', searched: true },
  { table: 'case_template', searched: false },
] as const;

function renameTag({ write, actor, knownTags }: CommandContext, before: string, after: string): void {
  const words = toSearchVector([after]);
  for (const { table, searched } of tagged) {
    // A row may carry both tags already: then the new one stays once.
    const tags = `array(select distinct tag from unnest(array_replace(tags, $2, $3)) as tag order by tag)`;
    write.queue({
      sql: `update skep."${table}" set tags = ${tags}${searched ? ', search = search || $4::tsvector' : ''}
        where organisation_id = $1 and tags @> array[$2::text]`,
      parameters: [actor.organisation.id, before, after, ...(searched ? [words] : [])],
    });
  }
  knownTags.forget(actor.organisation.id);
}

function takeOff({ write, actor, knownTags }: CommandContext, predicate: string): void {
  for (const { table } of tagged) {
    write.queue({
      sql: `update skep."${table}" set tags = array_remove(tags, $2) where organisation_id = $1 and tags @> array[$2::text]`,
      parameters: [actor.organisation.id, predicate],
    });
  }
  knownTags.forget(actor.organisation.id);
}
