/** Merges cases into a new one. Everything in them moves there under its own id; the sources are gone. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { handOverAlerts } from '../alert/linked-alert.ts';
import { noteMerge } from '../alert/merge-record.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { reRoot } from '../frame/re-root.ts';
import { numberOf, type Row, storedValue, textOf, textsOf } from '../frame/row.ts';
import { inLockOrder, readTexts } from '../frame/update-input.ts';
import { customFieldValuesOf } from '../value/change-custom-fields.ts';
import { asChecked, type CheckedValue } from '../value/custom-field-input.ts';
import type { Access } from './access-input.ts';
import { keepTree } from './case-access.ts';
import { joinObservables, joinTasks } from './join-contents.ts';
import { storeCase } from './make-case.ts';
import type { ShareInput } from './share-input.ts';
import { shareWith } from './shares.ts';

/** Most cases one request may merge. */
const mostCases = 50;

interface MergeCasesInput {
  readonly cases: readonly string[];
}

export const mergeCases: Command<MergeCasesInput, { id: string }> = {
  name: 'mergeCases',
  permission: 'manageCase/merge',
  read: readMergeCases,
  async run(context, input) {
    const sources = await sourcesNamed(context, input.cases);
    const shares = await requireSameShares(context, sources);
    const made = await storeCase(context, {
      values: mergedValues(sources),
      given: new Set(),
      customFields: await mergedFields(context, sources),
      origin: { kind: 'merge' },
      access: mergedAccess(sources),
      recorded: { action: 'merge', details: { cases: sources.map(reference) } },
    });
    const target = await shareWith(context, made, shares);
    for (const source of sources) await moveInto(context, source, target);
    if (sources.some(({ placement }) => placement.restrictedTo !== undefined))
      keepTree(context, target, target.placement.restrictedTo);
    return { id: made.id };
  },
};

function readMergeCases(raw: RawObject): MergeCasesInput {
  const faults: FieldFault[] = [];
  const cases = [...new Set(readTexts(raw.ids, 'ids', faults))];
  if (faults.length > 0) throw invalidFields(faults);
  if (cases.length > mostCases) throw new CodedError('tooManyItems', { limit: mostCases, what: 'cases' });
  return { cases };
}

/** The cases in the order named; one named twice, by id and by number, counts once. */
async function sourcesNamed(context: CommandContext, references: readonly string[]): Promise<Row[]> {
  const found = new Map<string, Row>();
  for (const one of inLockOrder(references)) found.set(one, await context.find('case', one));
  const byId = new Map(
    references.flatMap((one) => found.get(one) ?? []).map((row) => [row.id, row] as const),
  );
  if (byId.size < 2)
    throw new CodedError('badRequest', { reason: 'At least two cases are needed for a merge' });
  return [...byId.values()];
}

function reference(row: Row): RowValues {
  return { _id: `~${row.id}`, number: storedValue(row, 'number'), title: storedValue(row, 'title') };
}

/** Cases can be merged by their owner, when all are shared with the same organisations by the same profiles. */
async function requireSameShares(context: CommandContext, sources: readonly Row[]): Promise<ShareInput[]> {
  if (sources.some((row) => row.organisationId !== context.actor.organisation.id)) {
    throw new CodedError('badRequest', { reason: 'Only cases that your organisation owns can be merged' });
  }
  const lists = await Promise.all(sources.map((row) => sharesOf(context, row)));
  const [first = []] = lists;
  const key = (shares: readonly ShareInput[]) =>
    JSON.stringify(shares.map((share) => [share.organisation, share.profile]));
  if (lists.some((list) => key(list) !== key(first))) {
    throw new CodedError('badRequest', {
      reason: 'The cases are not shared with the same organisations by the same profiles',
    });
  }
  return first;
}

async function sharesOf({ write }: CommandContext, row: Row): Promise<ShareInput[]> {
  const { rows } = await write.run({
    sql: `select s.organisation_id, p.name as profile, s.task_rule, s.observable_rule from skep.share s
      join skep.profile p on p.id = s.profile_id where s.root_id = $1 and s.entity_id = $1 and not s.owner order by s.organisation_id`,
    parameters: [row.id],
  });
  return rows.map((share) => ({
    organisation: `~${String(share.organisation_id)}`,
    profile: String(share.profile),
    parts: [],
    taskRule: String(share.task_rule),
    observableRule: String(share.observable_rule),
  }));
}

/** The narrower access holds: what one of the cases kept to people is seen by the people of all such cases. */
function mergedAccess(sources: readonly Row[]): Access {
  const lists = sources.flatMap(({ placement }) =>
    placement.restrictedTo === undefined ? [] : [placement.restrictedTo],
  );
  if (lists.length === 0) return { kind: 'OrganisationAccessKind' };
  return { kind: 'UserAccessKind', users: [...new Set(lists.flat())] };
}

function mergedValues(sources: readonly Row[]): RowValues {
  const highest = (name: string) => Math.max(...sources.map((row) => numberOf(row, name) ?? 0));
  const joined = (name: string, by: string) =>
    sources
      .flatMap((row) => textOf(row, name) ?? [])
      .filter((text) => text !== '')
      .join(by);
  const summary = joined('summary', '\n\n');
  return {
    title: joined('title', ' / ').slice(0, 512),
    description: joined('description', '\n\n'),
    summary: summary === '' ? null : summary,
    severity: highest('severity'),
    tlp: highest('tlp'),
    pap: highest('pap'),
    flag: sources.some((row) => storedValue(row, 'flag') === true),
    tags: [...new Set(sources.flatMap((row) => textsOf(row, 'tags')))],
    ...earliestDates(sources),
  };
}

/** When things happened first in any of the cases; times are measured from these. */
const firstDates = [
  'startDate',
  'newDate',
  'inProgressDate',
  'containedDate',
  'firstTouchedDate',
  'alertDate',
  'alertNewDate',
  'alertInProgressDate',
  'alertImportedDate',
  'alertClosedDate',
];

function earliestDates(sources: readonly Row[]): RowValues {
  return Object.fromEntries(
    firstDates.flatMap((name) => {
      const dates = sources.flatMap((row) => numberOf(row, name) ?? []);
      return dates.length === 0 ? [] : [[name, Math.min(...dates)]];
    }),
  );
}

/** Values of all cases, each once; a field that is filled in one of them does not stand empty as well. */
async function mergedFields(context: CommandContext, sources: readonly Row[]): Promise<CheckedValue[]> {
  const lists = await Promise.all(sources.map((row) => customFieldValuesOf(context.write, row)));
  const all = asChecked(lists.flat(), context.reference);
  const filled = new Set(all.filter(({ value }) => value !== null).map(({ definition }) => definition.name));
  const byContent = new Map<string, CheckedValue>();
  for (const one of all) {
    const key = JSON.stringify([one.definition.name, one.value]);
    if (byContent.has(key) || (one.value === null && filled.has(one.definition.name))) continue;
    byContent.set(key, one);
  }
  return [...byContent.values()];
}

/** Moves everything of a case into another and hides the emptied case. */
async function moveInto(context: CommandContext, source: Row, target: Row): Promise<void> {
  const { write, actor } = context;
  await joinObservables(context, source, target);
  await joinTasks(context, source, target);
  for (const statement of reRoot(source.id, target.id)) write.queue(statement);
  write.queue({ sql: 'select skep.redirect_case_links($1, $2)', parameters: [source.id, target.id] });
  await handOverAlerts(context, source, target);
  await noteMerge(context, 'case', source, target, {});
  write.update(source, {}, { audited: false, columns: { deleted_at: write.now, deleted_by: actor.login } });
}
