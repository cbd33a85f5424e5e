/** An import under way: what it works with, and how each object of the source becomes one of ours, or a line of the report. */
import { randomUUID } from 'node:crypto';
import {
  findTakenOver,
  type SourceObject,
  type TakenOver,
  takeOverRequest,
} from '../commands/archive/taken-over.ts';
import type { CommandCall, CommandDependencies } from '../commands/frame/command.ts';
import { inTurns } from '../lib/in-turns.ts';
import type { Actor } from '../model/actor.ts';
import { CodedError } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { idOf } from './contents.ts';
import type { LeftOut, Report } from './report.ts';
import type { ListKind, Source, SourceOrganisation } from './source.ts';
import { SourceFailure } from './source-client.ts';

/** What an import works with. */
export interface Journey {
  readonly commands: CommandDependencies;
  readonly source: Source;
  readonly report: Report;
  /** Makes what belongs to the platform. */
  readonly administrator: Actor;
  /** Says how far it is. */
  readonly tell: (line: string) => void;
}

/** How a list is gone through. */
export interface Passage {
  readonly kind: ListKind;
  /** Organisation in whose name it is read. */
  readonly as: SourceOrganisation;
  /** What an object is known by, when it is not its id alone. */
  readonly keyOf?: (object: RawObject) => string;
  /** Objects that are worked on at once. */
  readonly atOnce: number;
  /** Objects that come with another list. */
  readonly isElsewhere?: (object: RawObject) => Promise<boolean>;
  /** Called once for each page before its objects, with those that are new. */
  readonly before?: (fresh: readonly RawObject[]) => Promise<void>;
  /** What becomes of an object that was not taken over before. */
  readonly work: (object: RawObject, from: SourceObject) => Promise<unknown>;
}

/** Goes through a list, page by page. What was taken over before is counted and passed over. */
export async function passThrough(journey: Journey, passage: Passage): Promise<void> {
  const { source, report } = journey;
  const { kind, as } = passage;
  try {
    for await (const page of source.list(kind, as.reference)) {
      await passPage(journey, passage, page);
      journey.tell(`${kind}: ${report.of(kind).read} read, ${report.of(kind).made} made`);
    }
  } catch (error) {
    if (!isOfOneObject(error)) throw error;
    report.fail(`${kind} of ${as.name}`, sentenceOf(error));
  }
}

async function passPage(journey: Journey, passage: Passage, page: readonly RawObject[]): Promise<void> {
  const { commands, source, report } = journey;
  const { kind, keyOf = idOf, isElsewhere, work, before, atOnce } = passage;
  const numbers = report.of(kind);
  const own: RawObject[] = [];
  for (const object of page) if ((await isElsewhere?.(object)) !== true) own.push(object);
  const all = own.map((object) => ({ object, from: originOf(source, kind, keyOf(object), object) }));

  const found = await findTakenOver(
    commands.database,
    source.client.address,
    kind,
    all.map(({ from }) => from.id),
  );
  numbers.read += all.length;
  const fresh = all.filter(({ from }) => {
    const known = found.get(from.id);
    if (known === undefined) return true;
    numbers.present += 1;
    if (hasChanged(known, from)) numbers.changed += 1;
    return false;
  });
  await before?.(fresh.map(({ object }) => object));
  await inTurns(fresh, atOnce, ({ object, from }) => work(object, from));
}

function originOf(
  source: Source,
  kind: string,
  id: string,
  { _updatedAt, updatedAt }: RawObject,
): SourceObject {
  const changed = _updatedAt ?? updatedAt;
  return {
    source: source.client.address,
    kind,
    id,
    updatedAt: Number.isSafeInteger(changed) ? Number(changed) : undefined,
  };
}

function hasChanged(known: TakenOver, now: SourceObject): boolean {
  return now.updatedAt !== undefined && now.updatedAt > (known.updatedAt ?? 0);
}

/** Makes one object and counts it; when it cannot be made, the report says why, and the next one has its turn. Gives whether it is here. */
export async function takeOverOne(
  { report }: Journey,
  kind: string,
  name: string,
  make: () => Promise<readonly LeftOut[]>,
): Promise<boolean> {
  const numbers = report.of(kind);
  try {
    for (const { what, reason } of await make()) report.adapt(kind, what, reason);
    numbers.made += 1;
    return true;
  } catch (error) {
    if (error instanceof CodedError && isNamesake(error)) {
      numbers.present += 1;
      return true;
    }
    if (!isOfOneObject(error)) throw error;
    report.leave(kind, name, sentenceOf(error));
    return false;
  }
}

/** Lists go by names. Alerts do not: one with the same key here may be another. */
function isNamesake({ code }: CodedError): boolean {
  return code.endsWith('AlreadyExists') && code !== 'alertAlreadyExists';
}

/** Whether a failure is about one object or list, so that the others can still come. */
export function isOfOneObject(error: unknown): error is CodedError | SourceFailure {
  if (error instanceof CodedError) return error.family !== 'unavailable';
  return error instanceof SourceFailure && error.fault !== 'away';
}

function sentenceOf(error: CodedError | SourceFailure): string {
  const faults = error instanceof CodedError ? error.faults : [];
  const told = faults.map((fault) => ('accepted' in fault ? `${fault.name}: ${fault.accepted}` : fault.name));
  const sentence = told.length === 0 ? error.message : `${error.message} (${told.join('; ')})`;
  return error instanceof SourceFailure && error.fault === 'denied'
    ? `${sentence}: the key may not read it`
    : sentence;
}

/** How a command is called: under a name by which everybody knows that it brings nothing new. */
export function callAs(actor: Actor): CommandCall {
  return { actor, requestId: `${takeOverRequest}-${randomUUID()}` };
}
