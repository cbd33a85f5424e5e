/** Adds a pasted list of indicators, one a line, plain or disguised, and tells what became of each line. */
import { parseIndicatorLines } from '@skep/sdk/indicators';
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { rememberTags } from '../value/tags.ts';
import { mergeEqual } from './merge-observables.ts';
import { addObservables, type ParentReference, readParent, withoutPresent } from './observable-commands.ts';
import { isDatum } from './observable-input.ts';
import { type PreparedObservable, preparedValue } from './observables.ts';

/** Why a line gave no observable. */
export type LineRefusal = 'unrecognised' | 'duplicate' | 'alreadyExists';

/** What became of one line that is not blank; `line` counts from 1 and includes blank ones. */
export type LineResult =
  | {
      readonly line: number;
      readonly text: string;
      readonly id: string;
      readonly dataType: string;
      readonly data: string;
    }
  | { readonly line: number; readonly text: string; readonly reason: LineRefusal };

interface LinesInput extends ParentReference {
  readonly values: RowValues;
  readonly lines: string;
  /** Type of every line; each line's own is recognised when missing. */
  readonly dataType: string | undefined;
}

/** Longest text in characters, and most lines that are not blank. */
const longestText = 1_048_576;
const mostLines = 5_000;

export const createObservablesFromLines: Command<LinesInput, readonly LineResult[]> = {
  name: 'createObservablesFromLines',
  permission: 'manageObservable',
  read: readLines,
  async run(context, input) {
    const parent = await context.find(input.on, input.reference);
    const lines = linesOf(context, input);
    const prepared = mergeEqual(lines.flatMap(({ prepared: one }) => (one === undefined ? [] : [one])));
    const { fresh } = await withoutPresent(context, parent, prepared);
    const rows = await addObservables(context, parent, fresh, context.origin);
    const ids = new Map(fresh.map((one, index) => [one.matchHash.toString('hex'), rows[index]?.id]));
    await rememberTags(context, [input.values.tags], parent.placement);
    return lines.map((line) => resultOf(line, ids));
  },
};

function readLines(raw: RawObject): LinesInput {
  const { caseId: _, alertId: __, lines, dataType, ...rest } = raw;
  const faults: FieldFault[] = [];
  const parent = readParent(raw, faults);
  // Any type does for reading the other fields; the lines bring their own.
  const read = readInput(entities.observable, { ...rest, dataType: dataType ?? 'other' }, 'create');
  faults.push(...read.faults);
  if (typeof lines !== 'string' || lines.length > longestText || lines.trim() === '')
    faults.push({
      kind: 'invalid',
      name: 'lines',
      accepted: `text of 1 to ${longestText} characters, one indicator a line`,
      given: shorten(lines),
    });
  if (faults.length > 0) throw invalidFields(faults);
  return {
    ...parent,
    values: read.values,
    lines: String(lines),
    dataType: typeof dataType === 'string' ? dataType : undefined,
  };
}

interface ReadLine {
  readonly line: number;
  readonly text: string;
  readonly prepared: PreparedObservable | undefined;
  readonly reason: LineRefusal | undefined;
}

function linesOf(context: CommandContext, input: LinesInput): ReadLine[] {
  const found =
    input.dataType === undefined
      ? recognisedLines(context, input)
      : typedLines(context, input, input.dataType);
  if (found.length > mostLines)
    throw invalidFields([{ kind: 'invalid', name: 'lines', accepted: `at most ${mostLines} lines` }]);
  const seen = new Set<string>();
  return found.map((line) => {
    const key = line.prepared?.matchHash.toString('hex');
    if (key === undefined || !seen.has(key)) {
      if (key !== undefined) seen.add(key);
      return line;
    }
    return { ...line, prepared: undefined, reason: 'duplicate' };
  });
}

function recognisedLines({ reference }: CommandContext, { lines, values }: LinesInput): ReadLine[] {
  return parseIndicatorLines(lines).map((line) => {
    const { text } = line;
    if ('reason' in line) return { line: line.line, text, prepared: undefined, reason: line.reason };
    const type = reference.observableTypes.get(line.dataType);
    const prepared =
      type === undefined || type.isAttachment || !isDatum(line.value)
        ? undefined
        : preparedValue({ ...values, dataType: type.name }, type, line.value);
    return { line: line.line, text, prepared, reason: prepared === undefined ? 'unrecognised' : undefined };
  });
}

/** Lines of a type that the caller names: each is taken as it stands. */
function typedLines({ reference }: CommandContext, input: LinesInput, dataType: string): ReadLine[] {
  const type = reference.observableTypes.get(dataType);
  if (type === undefined || type.isAttachment) {
    const choices = [...reference.observableTypes.values()].filter((one) => !one.isAttachment);
    const names = choices.map((one) => one.name);
    const accepted = `one of ${names.join(', ')}`;
    throw invalidFields([{ kind: 'invalid', name: 'dataType', given: dataType, accepted, choices: names }]);
  }
  return input.lines.split(/\r\n|\r|\n/).flatMap((written, index) => {
    const text = written.trim();
    if (text === '') return [];
    const prepared = isDatum(text) ? preparedValue(input.values, type, text) : undefined;
    return [{ line: index + 1, text, prepared, reason: prepared === undefined ? 'unrecognised' : undefined }];
  });
}

function resultOf(
  { line, text, prepared, reason }: ReadLine,
  ids: ReadonlyMap<string, string | undefined>,
): LineResult {
  if (prepared === undefined) return { line, text, reason: reason ?? 'unrecognised' };
  const id = ids.get(prepared.matchHash.toString('hex'));
  if (id === undefined) return { line, text, reason: 'alreadyExists' };
  return { line, text, id, dataType: String(prepared.values.dataType), data: prepared.data ?? '' };
}
