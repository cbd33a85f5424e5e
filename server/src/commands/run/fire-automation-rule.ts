/**
 * An automation rule meets new observables: it asks for runs of its analyzers as far as its levels and its quota allow, and counts
 * what it did not ask for. Telling it the same observables again asks for nothing again.
 */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { numberOf, type Row, storedValue, textOf, textsOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readTexts } from '../frame/update-input.ts';
import { type Match, matchesStatement, matchFrom } from './automation-matches.ts';
import { conditionsOf, isAbove } from './automation-rule-commands.ts';
import { neuronNamed } from './neuron-commands.ts';
import { queueJob } from './run-commands.ts';

/** Observables that one call may tell a rule. */
export const mostTold = 500;
/** Runs of rules that may follow one another, each on what the one before it found. */
const deepest = 3;

interface FireInput {
  readonly rule: string;
  readonly observableIds: readonly string[];
}

/** Tells a rule about observables (digits of ids). It is run in the name of whoever changed the rule last. */
export const fireAutomationRule: Command<FireInput, void> = {
  name: 'fireAutomationRule',
  permission: 'manageAnalyse',
  read(raw: RawObject) {
    const faults: FieldFault[] = [];
    const rule = requiredText(raw, 'id', faults, 'id of an automation rule');
    const observableIds = readTexts(raw.observableIds, 'observableIds', faults);
    if (observableIds.length > mostTold)
      faults.push({ kind: 'invalid', name: 'observableIds', accepted: `at most ${mostTold} ids` });
    if (faults.length > 0) throw invalidFields(faults);
    return { rule, observableIds };
  },
  async run(context, { rule: reference, observableIds }) {
    const rule = await context.find('automationRule', reference);
    const since = numberOf(rule, 'activeSince');
    if (storedValue(rule, 'active') !== true || since === undefined) return;
    const met = await matchesOf(context, rule, new Date(since), observableIds);
    if (met.length === 0) return;
    const { analyzers, fault } = await analyzersOf(context, rule);
    const allowed = met.filter((match) => !isAbove(match, levelsOf(rule)));
    const wanted = await wantedRuns(context, rule, analyzers, allowed);
    const used = usedToday(rule, today(context));
    const left = Math.max(0, (numberOf(rule, 'dailyQuota') ?? 0) - used.requested);
    for (const { analyzer, match } of wanted.slice(0, left)) await ask(context, rule, analyzer, match);
    count(context, rule, {
      requested: used.requested + Math.min(left, wanted.length),
      withheld: used.withheld + met.length - allowed.length,
      overQuota: used.overQuota + Math.max(0, wanted.length - left),
      fault,
    });
  },
};

/** Those of the observables that the rule is for, oldest first. */
async function matchesOf(
  { write, actor }: CommandContext,
  rule: Row,
  since: Date,
  ids: readonly string[],
): Promise<Match[]> {
  const looker = { organisationId: actor.organisation.id, login: actor.login };
  const values = Object.fromEntries(
    ['dataTypes', 'place', 'minimumSeverity', 'tags', 'onlyIoc'].map((name) => [
      name,
      storedValue(rule, name),
    ]),
  );
  const { rows } = await write.run(matchesStatement(conditionsOf(values), looker, { since, ids }, mostTold));
  return rows
    .map(matchFrom)
    .filter((match) => match.depth < deepest)
    .reverse();
}

function levelsOf(rule: Row): { readonly maxTlp: number; readonly maxPap: number } {
  return { maxTlp: numberOf(rule, 'maxTlp') ?? 0, maxPap: numberOf(rule, 'maxPap') ?? 0 };
}

/** What keeps a rule from working, for the people who look after it. */
type Fault = { readonly code: 'analyzerGone'; readonly name: string } | null;

/** The analyzers of a rule that are still enabled; one that is not does not keep the others from running. */
async function analyzersOf(
  context: CommandContext,
  rule: Row,
): Promise<{ readonly analyzers: readonly Row[]; readonly fault: Fault }> {
  const analyzers: Row[] = [];
  let fault: Fault = null;
  for (const name of textsOf(rule, 'analyzers')) {
    try {
      analyzers.push(await neuronNamed(context, name, 'analyzer'));
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'neuronUnknown') throw error;
      fault = { code: 'analyzerGone', name };
    }
  }
  return { analyzers, fault };
}

interface WantedRun {
  readonly analyzer: Row;
  readonly match: Match;
}

/** Each observable with each analyzer that accepts it, but for the runs that this rule has asked for already. */
async function wantedRuns(
  { write }: CommandContext,
  rule: Row,
  analyzers: readonly Row[],
  matches: readonly Match[],
): Promise<WantedRun[]> {
  const { rows } = await write.run({
    name: 'runs_of_rule',
    sql: 'select observable_id, neuron_id from skep.job where rule_id = $1 and observable_id = any($2::bigint[])',
    parameters: [rule.id, matches.map(({ id }) => id)],
  });
  const asked = new Set(rows.map((row) => `${String(row.observable_id)} ${String(row.neuron_id)}`));
  return matches.flatMap((match) =>
    analyzers
      .filter((analyzer) => textsOf(analyzer, 'dataTypes').includes(match.dataType))
      .filter((analyzer) => !asked.has(`${match.id} ${analyzer.id}`))
      .map((analyzer) => ({ analyzer, match })),
  );
}

async function ask(context: CommandContext, rule: Row, analyzer: Row, match: Match): Promise<void> {
  const observable = await context.find('observable', `~${match.id}`, { forChange: false });
  const ofRule = { ruleId: rule.id, ruleName: textOf(rule, 'name'), ruleDepth: match.depth + 1 };
  await queueJob(context, analyzer, observable, { parameters: {}, force: false, lane: 'batch', ofRule });
}

/** The day by the clock of UTC. */
function today({ write }: CommandContext): string {
  return new Date(write.now).toISOString().slice(0, 10);
}

interface Counts {
  readonly requested: number;
  readonly withheld: number;
  readonly overQuota: number;
}

function usedToday(rule: Row, day: string): Counts {
  const of = (name: string) => (textOf(rule, 'countedDay') === day ? (numberOf(rule, name) ?? 0) : 0);
  return { requested: of('requestedToday'), withheld: of('withheldToday'), overQuota: of('overQuotaToday') };
}

/** Counts are no change of the rule: they are not recorded, and whoever edits it meanwhile is not in conflict with them. */
function count(context: CommandContext, rule: Row, counts: Counts & { readonly fault: Fault }): void {
  context.write.queue({
    name: 'count_automation_rule',
    sql: `update skep.automation_rule set counted_day = $3, requested_today = $4, withheld_today = $5, over_quota_today = $6,
      last_fired_at = $7, fault = $8 where organisation_id = $1 and id = $2`,
    parameters: [
      rule.organisationId,
      rule.id,
      today(context),
      counts.requested,
      counts.withheld,
      counts.overQuota,
      new Date(context.write.now),
      counts.fault === null ? null : JSON.stringify(counts.fault),
    ],
  });
}
