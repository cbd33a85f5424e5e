/**
 * Mentions: whoever is named in a text that somebody writes is told so. Only people who see the object can be named, each once
 * for an object, and what is stored are ids: the text is read with its object, by whoever may read it then.
 */
import { mentionedNames } from '../../lib/mention-text.ts';
import { type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { Row } from '../frame/row.ts';
import { restrictedColumns } from '../frame/stored-row.ts';
import { requiredText } from '../frame/text-input.ts';

/** Most people that one text can reach. */
const mostPeople = 50;

/** Stores a mention for everybody whom the texts of an object name and who was not mentioned in it before. */
export async function noteMentions(
  context: CommandContext,
  row: Row,
  texts: readonly unknown[],
): Promise<void> {
  const names = texts.flatMap((text) => (typeof text === 'string' ? mentionedNames(text) : []));
  const rootType = rootTypeOf(row);
  if (names.length === 0 || rootType === undefined) return;
  const people = await newlyMentioned(context, row, [...new Set(names)]);
  const ids = await context.write.takeIds(people.length);
  for (const [index, userId] of people.entries()) {
    context.write.addRow('mention', {
      root_id: row.placement.rootId,
      id: ids[index],
      organisation_id: row.organisationId,
      organisation_ids: row.placement.organisationIds,
      shared: row.placement.organisationIds.length > 1,
      visible_through: row.placement.visibleThrough,
      ...restrictedColumns(row.placement.restrictedTo),
      created_at: new Date(context.write.now),
      created_by: context.actor.login,
      user_id: userId,
      object_type: row.entity.wireType,
      object_id: row.id,
      root_type: rootType,
    });
  }
}

/** What the tree of an object is; undefined for templates, in which nobody is called. */
function rootTypeOf({ entity, columns }: Row): 'Case' | 'Alert' | undefined {
  if (columns.case_template_id !== undefined && columns.case_template_id !== null) return undefined;
  return columns.alert_id === undefined || columns.alert_id === null || entity === entities.case
    ? 'Case'
    : 'Alert';
}

/**
 * Ids of people whom the names mean. A login means its owner; its part before the `@`, a word of a name, or a whole name with
 * points between its words does where only one person is called so. Names in scripts without spaces run into what follows.
 */
async function newlyMentioned(
  { write, actor }: CommandContext,
  row: Row,
  names: readonly string[],
): Promise<string[]> {
  const { rows } = await write.run({
    name: 'newly_mentioned',
    sql: `with person as (
        select distinct u.id, u.login, split_part(u.login, '@', 1) as short, lower(u.name) as name
        from skep.user_account u join skep.membership m on m.user_id = u.id
        where m.organisation_id = any($1::bigint[]) and not u.locked and u.type = 'Normal'
          and ($6::text[] is null or u.login = any($6::text[]))),
      meant as (
        select n.name, p.id, p.login = n.name as exact from unnest($2::text[]) as n (name) join person p
          on p.login = n.name or p.short = n.name or n.name = any(regexp_split_to_array(p.name, '\\s+'))
          or n.name = regexp_replace(p.name, '\\s+', '.', 'g')
          or (p.name ~ '^[\\u2e80-\\u9fff\\uac00-\\ud7a3]{2,}$' and starts_with(n.name, p.name))),
      chosen as (
        select id from meant where exact
        union select min(id) from meant m where not exists (select from meant e where e.name = m.name and e.exact)
          group by name having count(*) = 1)
      select c.id from chosen c where c.id is distinct from $3::bigint
        and not exists (select from skep.mention o where o.root_id = $4 and o.object_id = $5 and o.user_id = c.id)
      order by c.id limit ${mostPeople}`,
    parameters: [
      row.placement.organisationIds,
      names,
      actor.userId ?? null,
      row.placement.rootId,
      row.id,
      row.placement.restrictedTo ?? null,
    ],
  });
  return rows.map(({ id }) => String(id));
}

interface MarkInput {
  /** Wire id of one mention; all of the caller's when missing. */
  readonly reference: string | undefined;
  readonly read: boolean;
}

function readMark(raw: RawObject, one: boolean): MarkInput {
  const faults: FieldFault[] = [];
  const reference = one ? requiredText(raw, 'id', faults, 'id of a mention') : undefined;
  const { read = true } = raw;
  if (typeof read !== 'boolean')
    faults.push({ kind: 'invalid', name: 'read', accepted: 'true or false', given: String(read) });
  if (faults.length > 0) throw invalidFields(faults);
  return { reference, read: read === true };
}

/** Streams are told of a mention anew when it changes; records of what somebody has read are kept nowhere. */
const marking = 'set read_at = $2, transaction_id = pg_current_xact_id()';

/** Marks a mention of the caller as read or unread. */
export const markMention: Command<MarkInput, void> = {
  name: 'markMention',
  permission: 'authenticated',
  read: (raw) => readMark(raw, true),
  async run({ find, write }, { reference = '', read }) {
    const row = await find('mention', reference);
    if ((row.columns.read_at !== null) === read) return;
    write.queue({
      sql: `update skep.mention ${marking} where root_id = $1 and id = $3`,
      parameters: [row.placement.rootId, read ? new Date(write.now) : null, row.id],
    });
  },
};

/** Marks every mention that the caller has in this organisation as read. */
export const markAllMentions: Command<MarkInput, void> = {
  name: 'markAllMentions',
  permission: 'authenticated',
  read: (raw) => readMark(raw, false),
  async run({ write, actor }) {
    if (actor.userId === undefined) throw notFound('User');
    write.queue({
      sql: `update skep.mention ${marking} where user_id = $1 and read_at is null and organisation_ids @> array[$3::bigint]`,
      parameters: [actor.userId, new Date(write.now), actor.organisation.id],
    });
  },
};
