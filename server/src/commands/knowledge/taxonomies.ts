/** Taxonomies: making them or bringing them up to date, offering their tags or not, and removing them. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { type Row, rowFromColumns } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { freeTagNamespace, type ReadTaxonomy, readTaxonomy } from './taxonomy-input.ts';

/** Makes a taxonomy, or brings the one with its namespace up to date: tags that it has not any more stay. */
export const saveTaxonomy: Command<ReadTaxonomy, { id: string }> = {
  name: 'saveTaxonomy',
  permission: 'manageTaxonomy',
  read(raw) {
    const taxonomy = readTaxonomy(raw);
    if (taxonomy.faults.length > 0) throw invalidFields(taxonomy.faults);
    return taxonomy;
  },
  async run(context, taxonomy) {
    return { id: (await storeTaxonomy(context, taxonomy)).id };
  },
};

/** Stores a taxonomy with its tags. */
export async function storeTaxonomy(context: CommandContext, taxonomy: ReadTaxonomy): Promise<Row> {
  const { write } = context;
  const found = await present(context, taxonomy.namespace);
  const [id = ''] = found === undefined ? await write.takeIds(1) : [];
  const details = { details: { numberOfTags: taxonomy.tags.size } };
  const row =
    found === undefined
      ? write.insert(entities.taxonomy, id, undefined, taxonomy.values, details)
      : write.update(found, taxonomy.values, details);
  await storeTags(context, row, taxonomy.tags);
  return row;
}

async function present({ write }: CommandContext, namespace: string): Promise<Row | undefined> {
  const { rows } = await write.run({
    sql: 'select * from skep.taxonomy where namespace = $1 for update',
    parameters: [namespace],
  });
  return rows[0] === undefined ? undefined : rowFromColumns(entities.taxonomy, rows[0]);
}

/** Tags are part of their taxonomy, which is what the audit tells of. */
async function storeTags(
  { write }: CommandContext,
  taxonomy: Row,
  tags: ReadTaxonomy['tags'],
): Promise<void> {
  const { rows } = await write.run({
    sql: 'select * from skep.taxonomy_tag where taxonomy_id = $1 for update',
    parameters: [taxonomy.id],
  });
  const known = new Map(rows.map((row) => [String(row.tag_text), rowFromColumns(entities.taxonomyTag, row)]));
  const fresh = [...tags].filter(([text]) => !known.has(text));
  for (const [text, values] of tags) {
    const row = known.get(text);
    if (row !== undefined) write.update(row, values, { audited: false });
  }
  const ids = await write.takeIds(fresh.length);
  fresh.forEach(([tagText, values], index) => {
    const whole = { ...values, tagText, taxonomyId: taxonomy.id };
    write.insert(entities.taxonomyTag, ids[index] ?? '', undefined, whole, { audited: false });
  });
}

interface NamedTaxonomy {
  readonly reference: string;
}

function readNamed(raw: RawObject): NamedTaxonomy {
  const faults: FieldFault[] = [];
  const reference = requiredText(raw, 'id', faults, 'id or namespace');
  if (faults.length > 0) throw invalidFields(faults);
  if (reference.startsWith(freeTagNamespace))
    throw new CodedError('badRequest', {
      reason: 'Plain tags of organisations are no taxonomy: they are always offered and cannot be removed',
    });
  return { reference };
}

function switching(name: string, enabled: boolean): Command<NamedTaxonomy, void> {
  return {
    name,
    permission: 'manageTaxonomy',
    read: readNamed,
    async run(context, { reference }) {
      const row = await context.find('taxonomy', reference);
      context.write.update(row, { enabled });
    },
  };
}

export const activateTaxonomy = switching('activateTaxonomy', true);
export const deactivateTaxonomy = switching('deactivateTaxonomy', false);

/** Removes a taxonomy with its tags. What carries one keeps its text, which is a plain tag from then on. */
export const deleteTaxonomy: Command<NamedTaxonomy, void> = {
  name: 'deleteTaxonomy',
  permission: 'manageTaxonomy',
  read: readNamed,
  async run(context, { reference }) {
    const row = await context.find('taxonomy', reference);
    context.write.queue({ sql: 'delete from skep.taxonomy where id = $1', parameters: [row.id] });
    context.write.record(row, 'delete', { namespace: row.columns.namespace });
  },
};
