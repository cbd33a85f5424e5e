/** Automation rules: making, changing and removing them, and what one would have done if it had been there before. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue, textsOf } from '../frame/row.ts';
import { readReferences, readUpdate, type UpdateInput } from '../frame/update-input.ts';
import {
  type Match,
  matchCountsStatement,
  matchesStatement,
  matchFrom,
  type RuleConditions,
} from './automation-matches.ts';
import { neuronNamed } from './neuron-commands.ts';

/** Most analyzers of one rule. */
const mostAnalyzers = 50;

export const createAutomationRule: Command<RowValues, { id: string }> = {
  name: 'createAutomationRule',
  permission: 'manageConfig',
  read: (raw) => readRule(raw),
  async run(context, values) {
    const { write } = context;
    await requireAnalyzers(context, values.analyzers);
    const [id = ''] = await write.takeIds(1);
    write.insert(entities.automationRule, id, undefined, { ...values, ...startOf(values.active, write.now) });
    return { id };
  },
};

/** Changes a rule. One that is set to work runs analyzers on what comes from now on. */
export const updateAutomationRule: Command<UpdateInput, void> = {
  name: 'updateAutomationRule',
  permission: 'manageConfig',
  read(raw) {
    const given = raw.analyzers;
    return readUpdate(entities.automationRule, raw, [], given === undefined ? [] : faultsOfAnalyzers(given));
  },
  async run(context, input) {
    const { write } = context;
    if (input.values.analyzers !== undefined) await requireAnalyzers(context, input.values.analyzers);
    for (const reference of input.references) {
      const row = await context.find('automationRule', reference);
      const starts = storedValue(row, 'active') !== true && input.values.active === true;
      write.update(row, { ...input.values, ...startOf(starts, write.now) });
      // What kept it from working may be what was changed; noted again when it is not.
      write.queue({
        sql: 'update skep.automation_rule set fault = null where organisation_id = $1 and id = $2',
        parameters: [row.organisationId, row.id],
      });
    }
  },
};

/** Removes a rule; the runs that it asked for stay, and say its name. */
export const deleteAutomationRule: Command<readonly string[], void> = {
  name: 'deleteAutomationRule',
  permission: 'manageConfig',
  read(raw) {
    const faults: FieldFault[] = [];
    const references = readReferences(raw, faults);
    if (faults.length > 0) throw invalidFields(faults);
    return references;
  },
  async run(context, references) {
    for (const reference of references) {
      const row = await context.find('automationRule', reference);
      context.write.queue({
        sql: 'delete from skep.automation_rule where organisation_id = $1 and id = $2',
        parameters: [row.organisationId, row.id],
      });
      context.write.record(row, 'delete', { name: storedValue(row, 'name') });
    }
  },
};

/** What a rule would have done. */
export interface RulePreview {
  /** Days that were looked at. */
  readonly days: number;
  /** Observables that it would have met, and those of them that are above its TLP or PAP. */
  readonly matched: number;
  readonly withheld: number;
  /** Runs that it would have asked for if it had no quota, and the most of one day. */
  readonly runs: number;
  readonly busiestDay: number;
  /** The newest of those it would have met, each with the analyzers that would have run. */
  readonly newest: readonly (Match & { readonly withheld: boolean; readonly analyzers: readonly string[] })[];
}

/** Days a preview looks back. */
const previewDays = 7;
/** Observables that a preview shows. */
const mostShown = 20;
const dayMs = 86_400_000;

/** What a rule that need not be stored would have done in the last days. Nothing is run and nothing is written. */
export const previewAutomationRule: Command<RowValues, RulePreview> = {
  name: 'previewAutomationRule',
  permission: 'manageConfig',
  read: (raw) => readRule({ name: 'Preview', ...raw }),
  async run(context, values) {
    const { write, actor } = context;
    const analyzers = await requireAnalyzers(context, values.analyzers);
    const rule = { ...conditionsOf(values), maxTlp: Number(values.maxTlp), maxPap: Number(values.maxPap) };
    const looker = { organisationId: actor.organisation.id, login: actor.login };
    const range = { since: new Date(write.now - previewDays * dayMs) };
    const counts = await write.run(matchCountsStatement(rule, looker, range));
    const newest = await write.run(matchesStatement(rule, looker, range, mostShown));
    return {
      days: previewDays,
      ...summed(counts.rows, analyzers),
      newest: newest.rows.map(matchFrom).map((match) => {
        const withheld = isAbove(match, rule);
        return { ...match, withheld, analyzers: withheld ? [] : namesFor(analyzers, match.dataType) };
      }),
    };
  },
};

/** Whether an observable is above the levels of a rule. */
export function isAbove(
  match: Pick<Match, 'tlp' | 'pap'>,
  rule: { readonly maxTlp: number; readonly maxPap: number },
): boolean {
  return match.tlp > rule.maxTlp || match.pap > rule.maxPap;
}

/** What a stored or given rule asks of observables. */
export function conditionsOf(values: RowValues): RuleConditions {
  return {
    dataTypes: textsIn(values.dataTypes),
    place: String(values.place),
    minimumSeverity: Number(values.minimumSeverity),
    tags: textsIn(values.tags),
    onlyIoc: values.onlyIoc === true,
  };
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function readRule(raw: RawObject): RowValues {
  const { values, faults } = readInput(entities.automationRule, raw, 'create');
  const all = [...faults, ...faultsOfAnalyzers(values.analyzers ?? raw.analyzers)];
  if (all.length > 0) throw invalidFields(all);
  return values;
}

/** A list that is missing, or none at all, was told already. */
function faultsOfAnalyzers(given: unknown): FieldFault[] {
  if (!Array.isArray(given) || (given.length >= 1 && given.length <= mostAnalyzers)) return [];
  return [
    { kind: 'invalid', name: 'analyzers', accepted: `1 to ${mostAnalyzers} names of enabled analyzers` },
  ];
}

/** The enabled analyzers that a rule names. Throws `neuronUnknown`. */
async function requireAnalyzers(context: CommandContext, names: unknown): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of textsIn(names)) rows.push(await neuronNamed(context, name, 'analyzer'));
  return rows;
}

/** A rule that starts to work does so from now on. */
function startOf(starts: unknown, now: number): RowValues {
  return starts === true ? { activeSince: now } : {};
}

function namesFor(analyzers: readonly Row[], dataType: string): string[] {
  return analyzers
    .filter((row) => textsOf(row, 'dataTypes').includes(dataType))
    .map((row) => String(storedValue(row, 'name')));
}

function summed(
  rows: readonly Readonly<Record<string, unknown>>[],
  analyzers: readonly Row[],
): Pick<RulePreview, 'matched' | 'withheld' | 'runs' | 'busiestDay'> {
  const ofDay = new Map<string, number>();
  let matched = 0;
  let withheld = 0;
  for (const row of rows) {
    const day = String(row.day);
    matched += Number(row.matched);
    withheld += Number(row.withheld);
    const runs =
      (Number(row.matched) - Number(row.withheld)) * namesFor(analyzers, String(row.data_type)).length;
    ofDay.set(day, (ofDay.get(day) ?? 0) + runs);
  }
  const days = [...ofDay.values()];
  return {
    matched,
    withheld,
    runs: days.reduce((sum, runs) => sum + runs, 0),
    busiestDay: Math.max(0, ...days),
  };
}
