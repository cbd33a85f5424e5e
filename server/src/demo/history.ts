/**
 * A believable history for the demonstration: alerts over the past weeks, some closed, some promoted to cases that were worked
 * on and closed. Everything goes through the ordinary commands, with the clock of the past.
 */

import { createAlert } from '../commands/alert/create-alert.ts';
import { importAlert } from '../commands/alert/import-alert.ts';
import { updateAlerts } from '../commands/alert/update-alerts.ts';
import { updateCases } from '../commands/case/update-cases.ts';
import { type Command, type CommandDependencies, runCommand } from '../commands/frame/command.ts';
import { createLog } from '../commands/task/log-commands.ts';
import { updateTasks } from '../commands/task/update-tasks.ts';
import type { Actor } from '../model/actor.ts';
import type { RawObject } from '../model/input.ts';
import { runQuery } from '../query/index.ts';
import { type EventKind, eventKinds } from './content.ts';
import { observablesFor } from './observable-pool.ts';
import { type Chance, createChance } from './random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Cases that began within so many days may still be open. */
const openDays = 9;

/** What the history is made with. */
export interface HistoryOptions {
  readonly dependencies: CommandDependencies;
  readonly analysts: readonly Actor[];
  /** Number of alerts. */
  readonly alerts: number;
  /** Days it reaches back. */
  readonly days: number;
}

interface Teller {
  readonly chance: Chance;
  readonly dependencies: CommandDependencies;
  readonly analysts: readonly Actor[];
}

/** Makes the history, oldest first. */
export async function makeHistory(options: HistoryOptions): Promise<void> {
  const chance = createChance(20_260_115);
  const now = options.dependencies.clock();
  const teller: Teller = { chance, dependencies: options.dependencies, analysts: options.analysts };
  const times = Array.from({ length: options.alerts }, () => now - chance.next() * options.days * day).sort(
    (a, b) => a - b,
  );
  for (const [index, time] of times.entries())
    await makeEvent(teller, pickKind(chance), Math.floor(time), index, now);
}

function pickKind(chance: Chance): EventKind {
  return chance.pick(eventKinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind)));
}

/** Runs a command at a moment of the past. */
function at<I, O>(
  teller: Teller,
  time: number,
  actor: Actor,
  command: Command<I, O>,
  raw: RawObject,
): Promise<O> {
  const requestId = `demo-${time}-${command.name}`;
  return runCommand({ ...teller.dependencies, clock: () => time }, command, raw, { actor, requestId });
}

async function makeEvent(
  teller: Teller,
  kind: EventKind,
  time: number,
  index: number,
  now: number,
): Promise<void> {
  const { chance } = teller;
  const analyst = chance.pick(teller.analysts);
  const made = await at(teller, time, analyst, createAlert, alertOf(chance, kind, time, index));
  const id = `~${String(made.values.id)}`;
  const seen = time + Math.floor((5 + chance.below(180)) * minute);
  // The last hours are still untouched: the queue of a demonstration must not be empty.
  if (seen > now - 6 * hour || chance.next() < 0.08) return;
  if (chance.next() < kind.promoted) await workCase(teller, analyst, id, kind, seen, now);
  else
    await at(teller, seen, analyst, updateAlerts, {
      id,
      status: chance.pick(kind.closed),
      summary: 'Looked at; nothing to follow up.',
    });
}

function alertOf(chance: Chance, kind: EventKind, time: number, index: number): RawObject {
  const title = chance.pick(kind.titles);
  return {
    type: kind.type,
    source: kind.source,
    sourceRef: `${kind.source}-${index + 1}`,
    title,
    description: `${title}.\n\nRaised by **${kind.source}** as number ${index + 1}.`,
    severity: chance.pick(kind.severities),
    date: time - chance.below(30) * minute,
    tags: kind.tags,
    caseTemplate: kind.template,
    observables: observablesFor(chance, kind.type),
  };
}

async function workCase(
  teller: Teller,
  analyst: Actor,
  alert: string,
  kind: EventKind,
  start: number,
  now: number,
): Promise<void> {
  const { chance } = teller;
  await at(teller, start, analyst, updateAlerts, { id: alert, status: 'InProgress' });
  const { id } = await at(teller, start + 4 * minute, analyst, importAlert, {
    alert,
    customFields: { 'detected-by': kind.source },
  });
  await at(teller, start + 6 * minute, analyst, updateCases, { id: `~${id}`, status: 'InProgress' });
  const ended = await workTasks(teller, analyst, id, start + 10 * minute, now);
  if (ended === undefined) return;
  const outcome = chance.pick(['TruePositive', 'TruePositive', 'FalsePositive', 'Indeterminate']);
  await at(teller, ended, analyst, updateCases, {
    id: `~${id}`,
    status: outcome,
    impactStatus: outcome === 'TruePositive' ? chance.pick(['WithImpact', 'NoImpact']) : 'NotApplicable',
    summary:
      outcome === 'TruePositive' ? 'Confirmed, contained and cleaned.' : 'No sign of an attack was found.',
    customFields: [
      { name: 'business-unit', value: chance.pick(['Finance', 'Sales', 'Production', 'IT']) },
      { name: 'detected-by', value: kind.source },
    ],
  });
}

/** Works the tasks one after the other; undefined when the present is reached before the end. */
async function workTasks(
  teller: Teller,
  analyst: Actor,
  caseId: string,
  start: number,
  now: number,
): Promise<number | undefined> {
  const tasks = await tasksOf(teller, analyst, caseId);
  const isRecent = start > now - openDays * day;
  // Some recent cases are still open: a demonstration needs work to look at.
  const done = isRecent && teller.chance.next() < 0.7 ? teller.chance.below(tasks.length) : tasks.length;
  let time = start;
  for (const task of tasks.slice(0, done)) {
    time += Math.floor((10 + teller.chance.below(240)) * minute);
    if (time > now - hour) return undefined;
    await at(teller, time, analyst, createLog, { taskId: task, message: teller.chance.pick(notes) });
    time += Math.floor((5 + teller.chance.below(90)) * minute);
    if (time > now - hour) return undefined;
    await at(teller, time, analyst, updateTasks, { id: task, status: 'Completed' });
  }
  return done < tasks.length ? undefined : time + 5 * minute;
}

async function tasksOf(teller: Teller, actor: Actor, caseId: string): Promise<string[]> {
  const result = await runQuery(teller.dependencies.database, actor, [
    { op: 'get', entity: 'case', id: caseId },
    { op: 'follow', relation: 'tasks' },
    { op: 'sort', keys: [{ path: 'order', descending: false }] },
    { op: 'output' },
  ]);
  return result.kind === 'objects' ? result.objects.map((task) => `~${String(task.values.id)}`) : [];
}

const notes = [
  'Asked the user; the mail was opened but nothing was entered.',
  'Searched the proxy log: two machines reached the host. Both are listed as observables.',
  'Blocked at the gateway and at the proxy.',
  'The process was started by a scheduled task that an update had left behind.',
  'Memory image taken and stored with the evidence.',
  'No further sign on the other machines of the department.',
];
