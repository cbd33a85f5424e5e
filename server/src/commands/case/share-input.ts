/** Reads shares from input. */
import { sharingRules } from '../../model/entities/organisation.ts';
import type { FieldFault } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import type { RowValues } from '../frame/insert-batch.ts';

/** Parts of a case that can be shared by themselves. */
export type SharedPart = 'task' | 'observable';

/** A share as given. */
export interface ShareInput {
  /** Id or name. */
  readonly organisation: string;
  readonly profile: string;
  /** Of these, what is in the case goes along. */
  readonly parts: readonly SharedPart[];
  /** Undefined: as the case has it. */
  readonly taskRule: string | undefined;
  readonly observableRule: string | undefined;
}

/** Reads a list of shares; faults are added to the list given. */
export function readShares(raw: unknown, path: string, faults: FieldFault[]): ShareInput[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) {
    faults.push({ kind: 'invalid', name: path, accepted: 'list of shares', given: shorten(raw) });
    return [];
  }
  return raw.flatMap((item, index) => readShare(item, `${path}[${index}]`, faults));
}

function readShare(item: unknown, path: string, faults: FieldFault[]): ShareInput[] {
  const organisation = isRawObject(item) ? item.organisation : undefined;
  if (!isRawObject(item) || typeof organisation !== 'string') {
    faults.push({ kind: 'invalid', name: path, accepted: '{organisation, profile}', given: shorten(item) });
    return [];
  }
  return [
    {
      organisation,
      profile: readText(item, 'profile', path, faults) ?? 'analyst',
      parts: readParts(item, path, faults),
      taskRule: readRule(item, 'taskRule', `${path}.`, faults),
      observableRule: readRule(item, 'observableRule', `${path}.`, faults),
    },
  ];
}

const everyPart: readonly SharedPart[] = ['task', 'observable'];

/** What goes along: all of it, none, or the parts that are listed. */
function readParts(item: RawObject, path: string, faults: FieldFault[]): readonly SharedPart[] {
  const { parts, share } = item;
  if (parts === undefined || parts === null) return share === false ? [] : everyPart;
  const given: readonly unknown[] = Array.isArray(parts) ? parts : [parts];
  if (given.every((part) => everyPart.some((known) => known === part)))
    return everyPart.filter((part) => given.includes(part));
  const accepted = `list of ${everyPart.join(', ')}`;
  faults.push({
    kind: 'invalid',
    name: `${path}.parts`,
    accepted,
    given: shorten(parts),
    choices: [...everyPart],
  });
  return [];
}

function readText(item: RawObject, name: string, path: string, faults: FieldFault[]): string | undefined {
  const value = item[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  faults.push({ kind: 'invalid', name: `${path}.${name}`, accepted: 'text', given: shorten(value) });
  return undefined;
}

/** The rules of a whole case by their names, as far as they are given; faults are added to the list given. */
export function readCaseRules(raw: RawObject, faults: FieldFault[]): RowValues {
  const given = ['taskRule', 'observableRule'].map(
    (name) => [name, readRule(raw, name, '', faults)] as const,
  );
  return Object.fromEntries(given.filter(([, rule]) => rule !== undefined));
}

/** `path` is set before the name in faults. */
function readRule(item: RawObject, name: string, path: string, faults: FieldFault[]): string | undefined {
  const value = item[name];
  if (value === undefined || value === null) return undefined;
  const rule = sharingRules.find((known) => known === value);
  if (rule !== undefined) return rule;
  const accepted = `one of ${sharingRules.join(', ')}`;
  faults.push({
    kind: 'invalid',
    name: path + name,
    accepted,
    choices: [...sharingRules],
    given: shorten(value),
  });
  return undefined;
}
