/** Merges cases into a new one. Everything in them moves there under its own id; the sources are gone. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import { customFieldValuesOf } from './change-custom-fields.ts';
import type { Command, CommandContext } from './command.ts';
import type { CheckedValue } from './custom-field-input.ts';
import type { RowValues } from './insert-batch.ts';
import { makeCase } from './make-case.ts';
import { ownerOf } from './placement.ts';
import { reRoot } from './re-root.ts';
import { numberOf, type Row, storedValue, textOf, textsOf } from './row.ts';
import type { ShareInput } from './share-input.ts';
import { readTexts } from './update-input.ts';

/** Most cases one request may merge. */
const mostCases = 50;

interface MergeCasesInput {
  readonly cases: readonly string[];
}

export const mergeCases: Command<MergeCasesInput, { id: string }> = {
  name: 'mergeCases',
  permission: 'manageCase/merge',
  read(raw) {
    const faults: FieldFault[] = [];
    const cases = [...new Set(readTexts(raw.ids, 'ids', faults))];
    if (faults.length > 0) throw invalidFields(faults);
    if (cases.length < 2)
      throw new CodedError('badRequest', { reason: 'At least two cases are needed for a merge' });
    if (cases.length > mostCases) throw new CodedError('tooManyItems', { limit: mostCases, what: 'cases' });
    return { cases };
  },
  async run(context, input) {
    const sources: Row[] = [];
    for (const reference of input.cases) sources.push(await context.find('case', reference));
    const shares = await requireSameShares(context, sources);
    const made = await makeCase(context, {
      values: mergedValues(sources),
      given: new Set(['severity', 'tlp', 'pap', 'tags', 'flag', 'summary']),
      customFields: await mergedFields(context, sources),
      tasks: [],
      origin: { kind: 'merge' },
      shares,
    });
    for (const source of sources) await moveInto(context, source, made);
    context.write.record(made, 'merge', {
      cases: sources.map((row) => ({
        _id: `~${row.id}`,
        number: storedValue(row, 'number'),
        title: storedValue(row, 'title'),
      })),
    });
    return { id: made.id };
  },
};

/** Cases can be merged by their owner, when all are shared with the same organisations by the same profiles. */
async function requireSameShares(context: CommandContext, sources: readonly Row[]): Promise<ShareInput[]> {
  if (sources.some((row) => ownerOf(row) !== context.actor.organisation.id)) {
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
    sql: `select o.name as organisation, p.name as profile, s.task_rule, s.observable_rule from skep.share s join skep.organisation o on o.id = s.organisation_id
      join skep.profile p on p.id = s.profile_id where s.root_id = $1 and s.entity_id = $1 and not s.owner order by o.id`,
    parameters: [row.id],
  });
  return rows.map((share) => ({
    organisation: String(share.organisation),
    profile: String(share.profile),
    parts: ['task', 'observable'],
    taskRule: String(share.task_rule),
    observableRule: String(share.observable_rule),
  }));
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
    startDate: Math.min(...sources.map((row) => numberOf(row, 'startDate') ?? Number.POSITIVE_INFINITY)),
    flag: sources.some((row) => storedValue(row, 'flag') === true),
    tags: [...new Set(sources.flatMap((row) => textsOf(row, 'tags')))],
    ...earliestDates(sources),
  };
}

function earliestDates(sources: readonly Row[]): RowValues {
  const names = ['alertDate', 'alertNewDate', 'alertInProgressDate', 'alertImportedDate', 'alertClosedDate'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const dates = sources.flatMap((row) => numberOf(row, name) ?? []);
      return dates.length === 0 ? [] : [[name, Math.min(...dates)]];
    }),
  );
}

async function mergedFields(context: CommandContext, sources: readonly Row[]): Promise<CheckedValue[]> {
  const lists = await Promise.all(sources.map((row) => customFieldValuesOf(context.write, row)));
  const byContent = new Map(lists.flat().map((value) => [JSON.stringify([value.name, value.value]), value]));
  return [...byContent.values()].flatMap((value) => {
    const definition = context.reference.customFields.get(value.name);
    return definition === undefined ? [] : [{ definition, value: value.value, order: undefined }];
  });
}

/** Moves everything of a case into another and hides the emptied case. */
async function moveInto(context: CommandContext, source: Row, target: Row): Promise<void> {
  const { write, actor } = context;
  await joinEqualObservables(context, source, target);
  for (const statement of reRoot(source.id, target.id)) write.queue(statement);
  write.queue({
    sql: 'update skep.alert set case_id = $2 where case_id = $1',
    parameters: [source.id, target.id],
  });
  write.update(source, {}, { audited: false, columns: { deleted_at: write.now, deleted_by: actor.login } });
}

/** An observable that both cases hold stays once: with the tags of both, and the jobs of both. */
async function joinEqualObservables(
  { write, actor }: CommandContext,
  source: Row,
  target: Row,
): Promise<void> {
  const pairs = `select s.id as extra, t.id as kept from skep.observable s join skep.observable t on t.root_id = $2 and t.match_hash = s.match_hash
    and t.case_id = $2 and t.deleted_at is null where s.root_id = $1 and s.case_id = $1 and s.deleted_at is null`;
  write.queue({
    sql: `update skep.observable t set tags = (select array_agg(distinct tag) from unnest(t.tags || s.tags) tag), ioc = t.ioc or s.ioc, sighted = t.sighted or s.sighted
      from (${pairs}) p join skep.observable s on s.root_id = $1 and s.id = p.extra where t.root_id = $2 and t.id = p.kept`,
    parameters: [source.id, target.id],
  });
  write.queue({
    sql: `update skep.job j set observable_id = p.kept from (${pairs}) p where j.root_id = $1 and j.observable_id = p.extra`,
    parameters: [source.id, target.id],
  });
  await write.run({
    sql: `update skep.observable s set deleted_at = $3, deleted_by = $4 from (${pairs}) p where s.root_id = $1 and s.id = p.extra`,
    parameters: [source.id, target.id, new Date(write.now), actor.login],
  });
}
