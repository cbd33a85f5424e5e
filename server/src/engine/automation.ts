/**
 * Tells automation rules of new observables. The record of changes is followed in the order of its transactions, so that no
 * observable is passed over, whoever brought it; the place up to which it was followed is stored only after the rules were told.
 * One process of an instance does this at a time. After a crash rules may be told twice, and ask for nothing twice.
 */

import { isNews } from '../commands/archive/taken-over.ts';
import { type CommandDependencies, runCommand } from '../commands/frame/command.ts';
import { fireAutomationRule } from '../commands/run/fire-automation-rule.ts';
import { type Looking, startLooking } from '../lib/looking.ts';
import type { Actor } from '../model/actor.ts';
import { CodedError } from '../model/errors.ts';
import { isPermission } from '../model/permission.ts';
import type { Database, Transaction } from '../storage/database.ts';
import type { Statement } from '../storage/statement.ts';

/** Most observables that are looked at together. */
const mostAtOnce = 200;
/** Times a batch is tried when a rule fails for a reason that is no refusal; then the rule is passed over for it. */
const mostFailures = 5;
/** Key of the lock that keeps other processes from following at the same time. */
const lockKey = 0x61_75_74_6f;

/** What following needs. */
export interface AutomationDependencies {
  readonly commands: CommandDependencies;
  readonly report: (error: unknown) => void;
  /** Longest time without looking, in milliseconds. */
  readonly lookMs?: number;
}

/** Pause after a commit, so that a burst of them is looked at once, in milliseconds. */
const gatherMs = 250;

/** Follows new observables until closed. */
export function startAutomation(dependencies: AutomationDependencies): Looking {
  const { report, lookMs = 5_000 } = dependencies;
  return startLooking({ look: createFollower(dependencies), report, lookMs, gatherMs });
}

/** One look at a batch; true when there may be more. */
export type Follow = () => Promise<boolean>;

/** Looks at one batch of new observables each time it is called. */
export function createFollower({ commands, report }: AutomationDependencies): Follow {
  const { database } = commands;
  const state = { failures: 0 };
  return () =>
    database.transaction({ role: 'worker' }, async (transaction) => {
      // A transaction that only reads has no number: nobody who follows the order of transactions waits for it.
      if (!(await holdsLock(transaction))) return false;
      const rules = await activeRules(transaction);
      if (rules.length === 0) return skipToEnd(database);
      const news = await newObservables(transaction);
      const last = news.at(-1);
      if (last === undefined) return false;
      await tellRules(rules, news);
      await keepPlace(database, last);
      return news.length === mostAtOnce;
    });

  async function tellRules(rules: readonly ActiveRule[], news: readonly NewObservable[]): Promise<void> {
    const idsOf = Map.groupBy(news, ({ organisationId }) => organisationId);
    for (const rule of rules) {
      const ids = idsOf.get(rule.organisationId)?.map(({ id }) => id) ?? [];
      if (ids.length > 0) await tell(rule, ids);
    }
    state.failures = 0;
  }

  async function tell(rule: ActiveRule, observableIds: readonly string[]): Promise<void> {
    try {
      if (rule.actor === undefined)
        throw new CodedError('permissionMissing', { permission: 'manageAnalyse' });
      const call = { actor: rule.actor, requestId: `automation-${rule.id}` };
      await runCommand(commands, fireAutomationRule, { id: `~${rule.id}`, observableIds }, call);
    } catch (error) {
      if (error instanceof CodedError && error.family !== 'unavailable')
        return noteFault(database, rule, error.code);
      state.failures += 1;
      if (state.failures < mostFailures) throw error;
      report(error);
      await noteFault(database, rule, 'failed');
    }
  }
}

async function holdsLock(transaction: Transaction): Promise<boolean> {
  const { rows } = await transaction.run({
    name: 'automation_lock',
    sql: 'select pg_try_advisory_xact_lock($1) as held',
    parameters: [lockKey],
  });
  return rows[0]?.held === true;
}

/** A rule that is at work. */
interface ActiveRule {
  readonly id: string;
  readonly organisationId: string;
  /** Whoever changed it last, with the permissions of now; undefined when the account is locked, gone, or in the organisation no more. */
  readonly actor: Actor | undefined;
}

async function activeRules(transaction: Transaction): Promise<ActiveRule[]> {
  const { rows } = await transaction.run({
    name: 'active_automation_rules',
    sql: `select r.id, o.id as organisation_id, o.name as organisation, u.id as user_id, u.login, u.name, p.permissions
      from skep.automation_rule r join skep.organisation o on o.id = r.organisation_id
      left join skep.user_account u on u.login = coalesce(r.updated_by, r.created_by) and not u.locked
      left join skep.membership m on m.user_id = u.id and m.organisation_id = o.id
      left join skep.profile p on p.id = m.profile_id where r.active order by r.organisation_id, r.id`,
    parameters: [],
  });
  return rows.map((row) => {
    const organisation = { id: String(row.organisation_id), name: String(row.organisation) };
    const permissions = Array.isArray(row.permissions)
      ? row.permissions.map(String).filter(isPermission)
      : [];
    const actor: Actor | undefined = Array.isArray(row.permissions)
      ? {
          userId: String(row.user_id),
          login: String(row.login),
          name: String(row.name),
          organisation,
          permissions: new Set(permissions),
          person: false,
        }
      : undefined;
    return { id: String(row.id), organisationId: organisation.id, actor };
  });
}

/** An observable that was made, and where its record stands. */
interface NewObservable {
  readonly transaction: string;
  readonly record: string;
  readonly id: string;
  readonly organisationId: string;
}

/** Records of transactions below the oldest one still running: none can come to stand before them any more. */
async function newObservables(transaction: Transaction): Promise<NewObservable[]> {
  const { rows } = await transaction.run({
    name: 'new_observables',
    sql: `select a.transaction_id::text as transaction, a.id as record, a.object_id, a.organisation_id
      from skep.audit a, skep.followed f where f.follower = 'automation'
        and (a.transaction_id, a.id) > (f.transaction_id, f.record_id) and a.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
        and a.object_type = 'Observable' and a.action = 'create' and ${isNews('a')} order by a.transaction_id, a.id limit ${mostAtOnce}`,
    parameters: [],
  });
  return rows.map((row) => ({
    transaction: String(row.transaction),
    record: String(row.record),
    id: String(row.object_id),
    organisationId: String(row.organisation_id),
  }));
}

function keepPlace(database: Database, { transaction, record }: NewObservable): Promise<void> {
  return change(database, {
    name: 'keep_automation_place',
    sql: `update skep.followed set transaction_id = $1::xid8, record_id = $2::bigint where follower = 'automation'`,
    parameters: [transaction, record],
  });
}

/** Nobody wants to know of what is there: a rule that comes later is for what comes after it. */
async function skipToEnd(database: Database): Promise<false> {
  await change(database, {
    name: 'skip_automation_place',
    sql: `update skep.followed set transaction_id = pg_snapshot_xmin(pg_current_snapshot()), record_id = 0
      where follower = 'automation' and transaction_id < pg_snapshot_xmin(pg_current_snapshot())`,
    parameters: [],
  });
  return false;
}

function noteFault(database: Database, { id, organisationId }: ActiveRule, code: string): Promise<void> {
  return change(database, {
    name: 'note_automation_fault',
    sql: 'update skep.automation_rule set fault = $3 where organisation_id = $1 and id = $2',
    parameters: [organisationId, id, JSON.stringify({ code })],
  });
}

/** A change in a transaction of its own: the one that holds the lock must write nothing. */
function change(database: Database, statement: Statement): Promise<void> {
  return database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run(statement);
  });
}
