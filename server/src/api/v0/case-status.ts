/** The status of a case in v0, which says apart whether it is open and how it was resolved. */
import { namedResolutions, otherResolution } from '../../model/entities/case.ts';
import { CodedError, type FieldFault } from '../../model/errors.ts';
import { type RawObject, shorten } from '../../model/input.ts';
import type { Filter } from '../../query/filter/filter.ts';
import type { ReadObject } from '../../query/stage.ts';
import type { ComputedWord } from './words.ts';

type Values = ReadObject['values'];

const named: readonly string[] = namedResolutions;
/** What a closed case is called whose status has none of those names. */
const unnamed = otherResolution;
const resolutions = [...named, unnamed];
const statuses = ['Open', 'Resolved', 'Duplicated'];
/** The status of a case that is taken up again; every instance has it. */
const reopened = 'InProgress';

const closed: Filter = { op: 'equals', path: 'stage', value: 'Closed', at: 'status' };
const open: Filter = { op: 'not', of: closed };
const oneOfNames: Filter = { op: 'in', path: 'status', values: named, at: 'resolutionStatus' };

/** Whether a case is open, or how it was closed. */
export function progressOf({ stage, status }: Values): RawObject {
  if (stage !== 'Closed') return { status: 'Open', resolutionStatus: null };
  const resolution = named.includes(String(status)) ? String(status) : unnamed;
  return { status: 'Resolved', resolutionStatus: resolution };
}

/** `status` in searches. Closed as a duplicate is resolved too; deleted cases are not found. */
export const statusWord: ComputedWord = {
  values: ['Open', 'Resolved'],
  sortedBy: 'stage',
  filter(value) {
    if (value === 'Open') return open;
    if (value === 'Resolved') return closed;
    if (value === 'Duplicated') return resolvedAs(value);
    if (value === 'Deleted') return { op: 'none' };
    throw unknown('status', statuses);
  },
};

/** `resolutionStatus` in searches. */
export const resolutionWord: ComputedWord = {
  values: resolutions,
  sortedBy: 'status',
  filter(value) {
    if (value === null) return open;
    if (value === unnamed) return { op: 'and', of: [closed, { op: 'not', of: oneOfNames }] };
    if (named.includes(String(value))) return resolvedAs(String(value));
    throw unknown('resolutionStatus', resolutions);
  },
};

function resolvedAs(value: string): Filter {
  return { op: 'and', of: [closed, { op: 'equals', path: 'status', value, at: 'resolutionStatus' }] };
}

function unknown(word: string, choices: readonly string[]): CodedError {
  return new CodedError('invalidQuery', {
    reason: `The ${word} of a case is one of ${choices.join(', ')}`,
  });
}

/** A status as some clients spell it: in a list of one, and without the last letter. */
function spelled(given: unknown): unknown {
  const value: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
  return value === 'Duplicate' ? 'Duplicated' : value;
}

/** The status that an input moves a case to; undefined where it stays. Faults are added to the list given. */
export function wantedStatus(
  input: RawObject,
  { values }: ReadObject,
  faults: FieldFault[],
): string | undefined {
  const status = spelled(input.status) ?? undefined;
  const resolution = spelled(input.resolutionStatus);
  const isClosed = values.stage === 'Closed';
  checkChoice('status', status, statuses, faults);
  checkChoice('resolutionStatus', resolution ?? undefined, resolutions, faults);
  if (status === 'Open') return isClosed ? reopened : undefined;
  if (status === undefined && !isClosed) {
    if (typeof resolution === 'string')
      faults.push({ kind: 'invalid', name: 'resolutionStatus', accepted: 'nothing without status Resolved' });
    return undefined;
  }
  const kept = isClosed && resolution === undefined ? undefined : (resolution ?? 'Indeterminate');
  const wanted = status === 'Duplicated' ? status : kept;
  return wanted === progressOf(values).resolutionStatus || typeof wanted !== 'string' ? undefined : wanted;
}

function checkChoice(name: string, given: unknown, choices: readonly string[], faults: FieldFault[]): void {
  if (given === undefined || (typeof given === 'string' && choices.includes(given))) return;
  const accepted = `one of ${choices.join(', ')}`;
  faults.push({ kind: 'invalid', name, accepted, given: shorten(given), choices });
}
