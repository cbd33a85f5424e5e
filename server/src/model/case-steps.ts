/**
 * How long each step of a case took, derived from what was recorded anyway: dates of the case, changes of status and waiting,
 * times of tasks and of containing actions. Nobody types a time, and nothing here is stored.
 */

/** The steps, in the order in which they are shown. */
export const stepNames = [
  'triage',
  'waiting',
  'investigation',
  'waitingForOthers',
  'containment',
  'closing',
] as const;
export type StepName = (typeof stepNames)[number];

/** A step. Times are milliseconds since the epoch, durations milliseconds; `from` is missing while it has not been reached. */
export interface Step {
  readonly step: StepName;
  readonly from: number | null;
  /** Null while it goes on. */
  readonly to: number | null;
  /** Time in which somebody worked. */
  readonly worked: number;
  /** Time in which nobody did. */
  readonly waited: number;
  /** Logins of those who worked; of a step that waits for others, the names of those organisations. */
  readonly who: readonly string[];
}

/** A recorded change of status, assignee or waiting. */
export interface StepTransition {
  readonly objectId: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly stageAfter: string | null;
  readonly actor: string;
  readonly at: number;
}

/** A task with its times. */
export interface StepTask {
  readonly id: string;
  readonly assignee: string | null;
  readonly startDate: number | null;
  readonly endDate: number | null;
}

/** A run that contains the threat when it succeeds. */
export interface StepAction {
  readonly at: number;
  readonly by: string;
}

/** What the steps are derived from. */
export interface StepFacts {
  readonly now: number;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly isClosed: boolean;
  readonly inProgressDate: number | null;
  readonly containedDate: number | null;
  readonly endDate: number | null;
  readonly alertNewDate: number | null;
  readonly alertInProgressDate: number | null;
  readonly transitions: readonly StepTransition[];
  readonly tasks: readonly StepTask[];
  readonly actions: readonly StepAction[];
}

/** A span of time; what goes on ends now. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Every step, those not reached as well. */
export function stepsOf(facts: StepFacts): readonly Step[] {
  const end = facts.isClosed ? (facts.endDate ?? facts.now) : null;
  const work = facts.tasks.map((task) => ({ task, spans: workOn(task, facts) }));
  const others = waitingSpans(facts, end ?? facts.now);
  return [
    triage(facts),
    waiting(
      facts,
      work.flatMap(({ spans }) => spans),
      end,
    ),
    investigation(facts, work, others.spans, end),
    waitingForOthers(others),
    containment(facts, end),
    closing(
      facts,
      work.flatMap(({ spans }) => spans),
      end,
    ),
  ];
}

/** From the first alert to the case: waited until somebody took the alert up, worked from then on. */
function triage({ alertNewDate: from, alertInProgressDate, createdAt, createdBy }: StepFacts): Step {
  if (from === null || from > createdAt) return notReached('triage');
  const begun = Math.min(createdAt, Math.max(from, alertInProgressDate ?? createdAt));
  return {
    step: 'triage',
    from,
    to: createdAt,
    worked: createdAt - begun,
    waited: begun - from,
    who: [createdBy],
  };
}

/** From the case to the first work in it. */
function waiting(facts: StepFacts, work: readonly Span[], end: number | null): Step {
  const { createdAt: from, now } = facts;
  const to = beginning(facts, work) ?? end;
  return { step: 'waiting', from, to, worked: 0, waited: Math.max(0, (to ?? now) - from), who: [] };
}

/** When work began: the first time under way, or the first task that was, whichever came first. */
function beginning({ inProgressDate, createdAt }: StepFacts, work: readonly Span[]): number | null {
  const starts = [...(inProgressDate === null ? [] : [inProgressDate]), ...work.map(({ from }) => from)];
  return starts.length === 0 ? null : Math.max(createdAt, Math.min(...starts));
}

/** From the first work to the last: worked while a task was under way, waited while none was and nobody else was waited for. */
function investigation(
  facts: StepFacts,
  work: readonly { readonly task: StepTask; readonly spans: readonly Span[] }[],
  others: readonly Span[],
  end: number | null,
): Step {
  const spans = work.flatMap((one) => one.spans);
  const from = beginning(facts, spans);
  if (from === null) return notReached('investigation');
  const to = end === null ? null : Math.max(from, lastWork(facts, spans, end));
  const within = { from, to: to ?? facts.now };
  const worked = length(joined(spans), within);
  const busy = length(joined([...spans, ...others]), within);
  const hands = work.flatMap((one) => (one.spans.length === 0 ? [] : handsOn(one.task, facts)));
  const waited = Math.max(0, within.to - within.from - busy);
  return { step: 'investigation', from, to, worked, waited, who: [...new Set(hands)].sort() };
}

/** Who held a task, or moved it. */
function handsOn(task: StepTask, { transitions }: StepFacts): string[] {
  const moved = transitions.filter(({ objectId, field }) => objectId === task.id && field === 'status');
  return [...(task.assignee === null ? [] : [task.assignee]), ...moved.map(({ actor }) => actor)];
}

/** While a task waited for another organisation. */
function waitingForOthers({ spans, who, isOpen }: ReturnType<typeof waitingSpans>): Step {
  const all = joined(spans);
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) return notReached('waitingForOthers');
  const waited = all.reduce((sum, { from, to }) => sum + to - from, 0);
  return { step: 'waitingForOthers', from: first.from, to: isOpen ? null : last.to, worked: 0, waited, who };
}

/** From the first action that contains to the containment; a case that a status says is contained took no time that is known. */
function containment({ actions, containedDate, now }: StepFacts, end: number | null): Step {
  const [first] = actions.toSorted((one, other) => one.at - other.at);
  if (first === undefined && containedDate === null) return notReached('containment');
  const from = Math.min(first?.at ?? Infinity, containedDate ?? Infinity);
  const to = containedDate ?? end;
  const worked = Math.max(0, (to ?? now) - from);
  const who = [...new Set(actions.map(({ by }) => by))].sort();
  return { step: 'containment', from, to, worked, waited: 0, who };
}

/** From the last work to the closing. */
function closing(facts: StepFacts, work: readonly Span[], end: number | null): Step {
  if (end === null) return notReached('closing');
  const from = lastWork(facts, work, end);
  const closed = facts.transitions.findLast(
    ({ field, stageAfter }) => field === 'status' && stageAfter === 'Closed',
  );
  const who = closed === undefined ? [] : [closed.actor];
  return { step: 'closing', from, to: end, worked: 0, waited: end - from, who };
}

/** When the last task ended, or the threat was contained; never after the end. */
function lastWork(facts: StepFacts, work: readonly Span[], end: number): number {
  const { createdAt, inProgressDate, containedDate } = facts;
  const known = [
    createdAt,
    inProgressDate ?? createdAt,
    containedDate ?? createdAt,
    ...work.map(({ to }) => to),
  ];
  return Math.min(end, Math.max(...known));
}

/** Spans in which a task was under way: between its changes of status, else between its own dates. */
function workOn(task: StepTask, { transitions, now }: StepFacts): readonly Span[] {
  const own = transitions
    .filter(({ objectId, field }) => objectId === task.id && field === 'status')
    .toSorted((one, other) => one.at - other.at);
  const [first] = own;
  if (first === undefined)
    return task.startDate === null ? [] : [{ from: task.startDate, to: task.endDate ?? now }];
  const spans: Span[] = [];
  let begun = first.before === 'InProgress' ? (task.startDate ?? first.at) : undefined;
  for (const { after, at } of own) {
    if (begun !== undefined && after !== 'InProgress') spans.push({ from: Math.min(begun, at), to: at });
    begun = after === 'InProgress' ? (begun ?? at) : undefined;
  }
  return begun === undefined ? spans : [...spans, { from: begun, to: now }];
}

/** Spans in which a task waited for an organisation, cut where the case ends. */
function waitingSpans({ transitions }: StepFacts, end: number) {
  const spans: Span[] = [];
  const open = new Map<string, number>();
  const who = new Set<string>();
  for (const { objectId, field, before, after, at } of transitions.toSorted(
    (one, other) => one.at - other.at,
  )) {
    if (field !== 'waiting') continue;
    const key = `${objectId} ${after ?? before}`;
    const begun = open.get(key);
    who.add(String(after ?? before));
    if (after !== null) open.set(key, begun ?? at);
    else if (open.delete(key)) spans.push({ from: begun ?? at, to: at });
  }
  for (const from of open.values()) spans.push({ from, to: Math.max(from, end) });
  return { spans, who: [...who].sort(), isOpen: open.size > 0 };
}

/** Spans that overlap or touch as one, in order. */
function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last === undefined || span.from > last.to) result.push(span);
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return result;
}

/** How much of some spans lies within another. */
function length(spans: readonly Span[], within: Span): number {
  return spans.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, within.to) - Math.max(from, within.from)),
    0,
  );
}

function notReached(step: StepName): Step {
  return { step, from: null, to: null, worked: 0, waited: 0, who: [] };
}
