/** Makes a case from an archive, with everything in it: a new number, the people and dates of before, and who imported it in the history. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { readCaseRules, readShares, type ShareInput } from '../case/share-input.ts';
import { requireSharing } from '../case/shares.ts';
import type { Command } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { Row } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { archiveLimits } from './archive-format.ts';
import { type ReadArchive, readCaseArchive } from './read-case-archive.ts';
import { restoreCase } from './restore-case.ts';
import type { ImportFault } from './restore-contents.ts';
import { refused } from './unzip.ts';

/** The part of the request that holds the archive. */
const part = 'file';

interface ImportInput {
  readonly password: string;
  /** Undefined: with those whom the archive names, as far as that is possible. */
  readonly shares: readonly ShareInput[] | undefined;
  readonly rules: RowValues;
  /** Read before the transaction begins. */
  readonly archive: ReadArchive | undefined;
}

/** What came of an archive. Ids are digits. */
export interface ImportedCase {
  readonly id: string;
  readonly observables: readonly string[];
  readonly procedures: readonly string[];
  /** What this instance does not know, and was left out or replaced. */
  readonly errors: readonly ImportFault[];
}

export const importCase: Command<ImportInput, ImportedCase> = {
  name: 'importCase',
  permission: 'manageCase/create',
  read: readImport,
  async prepare(files, input) {
    const [archive] = files.uploads.get(part) ?? [];
    if (archive === undefined)
      throw invalidFields([{ kind: 'missing', name: part, accepted: 'an archive of a case' }]);
    return { ...input, archive: await readCaseArchive(files, archive, input.password) };
  },
  async run(context, { archive, shares, rules: given }) {
    if (archive === undefined) throw refused('it holds no case');
    if (shares !== undefined && shares.length > 0) requireSharing(context);
    const { row, made, faults } = await restoreCase(context, { archive, shares, rules: given });
    return { id: row.id, ...idsIn(made), errors: faults };
  },
};

function readImport(raw: RawObject): ImportInput {
  const faults: FieldFault[] = [];
  const password = requiredText(raw, 'password', faults, `text of 1 to ${archiveLimits.password} characters`);
  const shares =
    raw.sharingParameters === undefined
      ? undefined
      : readShares(raw.sharingParameters, 'sharingParameters', faults);
  const given = readCaseRules(raw, faults);
  if (faults.length > 0) throw invalidFields(faults);
  return { password, shares, rules: given, archive: undefined };
}

function idsIn(made: ReadonlyMap<string, Row>): Pick<ImportedCase, 'observables' | 'procedures'> {
  const idsOf = (name: string): string[] =>
    [...made.values()].flatMap(({ entity, id }) => (entity.name === name ? [id] : []));
  return { observables: idsOf('observable'), procedures: idsOf('procedure') };
}
