/** Makes a case from an archive, with everything in it: a new number, the people and dates of before, and who imported it in the history. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { shorten } from '../model/input.ts';
import type { Access } from './access-input.ts';
import { type ArchivedObject, archivedCase, archivedKinds, archiveLimits } from './archive-format.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { storeCase } from './make-case.ts';
import { type ReadArchive, readCaseArchive } from './read-case-archive.ts';
import {
  type ImportFault,
  importOrigin,
  restoreContents,
  restoredFields,
  withKnownAssignee,
} from './restore-contents.ts';
import { requireValues, restoredStamps, restoredValues } from './restored-values.ts';
import { type Row, storedValue } from './row.ts';
import { readShares, type ShareInput } from './share-input.ts';
import { automaticShares, partsByRule, requireSharing, shareWith } from './shares.ts';
import { requiredText } from './text-input.ts';
import { refused } from './unzip.ts';

/** The part of the request that holds the archive. */
const part = 'file';
const rules = ['manual', 'autoShare'];

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
  async run(context, input) {
    const { archive } = input;
    const object = archive?.objects[0];
    if (archive === undefined || object === undefined) throw refused('it holds no case');
    if (input.shares !== undefined && input.shares.length > 0) requireSharing(context);
    const faults: ImportFault[] = [];
    const assignable = await assignableHere(context, archive);
    const access = await accessHere(context, object, faults);
    const caseRow = await restoreCase(context, input, object, { faults, assignable, access });
    const made = new Map<string, Row>();
    await restoreContents({ context, caseRow, archive, assignable, made, hashes: new Set(), faults });
    await share(context, caseRow, { faults, input, archive });
    return { id: caseRow.id, ...idsIn(made), errors: faults };
  },
};

function readImport(raw: RawObject): ImportInput {
  const faults: FieldFault[] = [];
  const password = requiredText(raw, 'password', faults, `text of 1 to ${archiveLimits.password} characters`);
  const shares =
    raw.sharingParameters === undefined
      ? undefined
      : readShares(raw.sharingParameters, 'sharingParameters', faults);
  const given: Record<string, unknown> = {};
  for (const name of ['taskRule', 'observableRule']) {
    const rule = raw[name];
    if (rule === undefined || rule === null) continue;
    if (typeof rule === 'string' && rules.includes(rule)) given[name] = rule;
    else
      faults.push({
        kind: 'invalid',
        name,
        accepted: `one of ${rules.join(', ')}`,
        choices: rules,
        given: shorten(rule),
      });
  }
  if (faults.length > 0) throw invalidFields(faults);
  return { password, shares, rules: given, archive: undefined };
}

function idsIn(made: ReadonlyMap<string, Row>): Pick<ImportedCase, 'observables' | 'procedures'> {
  const idsOf = (name: string): string[] =>
    [...made.values()].flatMap(({ entity, id }) => (entity.name === name ? [id] : []));
  return { observables: idsOf('observable'), procedures: idsOf('procedure') };
}

/** People named in the archive who may work on cases here. */
async function assignableHere(
  { write, actor }: CommandContext,
  { objects }: ReadArchive,
): Promise<ReadonlySet<string>> {
  const named = new Set(
    objects.flatMap(({ values }) => (typeof values.assignee === 'string' ? [values.assignee] : [])),
  );
  const { rows } = await write.run({
    sql: `select u.login from skep.user_account u join skep.membership m on m.user_id = u.id join skep.profile p on p.id = m.profile_id
      where u.login = any($1::text[]) and not u.locked and m.organisation_id = $2 and 'manageCase/update' = any(p.permissions)`,
    parameters: [[...named].slice(0, archiveLimits.objects), actor.organisation.id],
  });
  return new Set(rows.map(({ login }) => String(login)));
}

/** A case that was kept to some people is kept to those of them who are here, and to whoever imports it. */
async function accessHere(
  { write, actor }: CommandContext,
  object: ArchivedObject,
  faults: ImportFault[],
): Promise<Access> {
  const { accessKind, restrictedTo } = restoredValues(archivedCase, object);
  if (accessKind !== 'UserAccessKind') return { kind: 'OrganisationAccessKind' };
  const named = Array.isArray(restrictedTo) ? restrictedTo.map(String) : [];
  const { rows } = await write.run({
    sql: `select u.login from skep.user_account u join skep.membership m on m.user_id = u.id
      where u.login = any($1::text[]) and m.organisation_id = $2`,
    parameters: [named, actor.organisation.id],
  });
  const here = new Set(rows.map(({ login }) => String(login)));
  for (const login of named)
    if (!here.has(login))
      faults.push({ kind: 'access', name: login, reason: 'This person does not belong to the organisation' });
  return { kind: 'UserAccessKind', users: [...new Set([actor.login, ...here])] };
}

interface CaseParts {
  readonly faults: ImportFault[];
  readonly assignable: ReadonlySet<string>;
  readonly access: Access;
}

async function restoreCase(
  context: CommandContext,
  input: ImportInput,
  object: ArchivedObject,
  { faults, assignable, access }: CaseParts,
): Promise<Row> {
  const { number, accessKind: _, restrictedTo: __, ...kept } = restoredValues(archivedCase, object);
  requireValues('case', kept, ['title', 'description']);
  const people = access.kind === 'UserAccessKind' ? new Set(access.users) : undefined;
  const able = people === undefined ? assignable : assignable.intersection(people);
  const values = withKnownAssignee(withKnownStatus(context, kept, faults), able, faults, 'case');
  return storeCase(context, {
    values: { ...values, ...input.rules },
    given: new Set(['taskRule', 'observableRule']),
    customFields: restoredFields({ context, faults }, object),
    origin: importOrigin,
    access,
    recorded: {
      details: { imported: { number: number ?? null, objects: input.archive?.objects.length ?? 0 } },
      columns: restoredStamps(archivedCase, object, context.write.now),
    },
  });
}

function withKnownStatus({ reference }: CommandContext, values: RowValues, faults: ImportFault[]): RowValues {
  const { status } = values;
  if (typeof status !== 'string' || reference.caseStatuses.has(status)) return values;
  faults.push({ kind: 'case', name: status, reason: 'There is no such status of cases; the case is New' });
  return { ...values, status: 'New' };
}

interface Sharing {
  readonly faults: ImportFault[];
  readonly input: ImportInput;
  readonly archive: ReadArchive;
}

/** Shares that the request names are made or the import fails; those of the archive as far as they can be made here. */
async function share(
  context: CommandContext,
  caseRow: Row,
  { faults, input, archive }: Sharing,
): Promise<void> {
  const named = input.shares ?? [];
  let row = await shareWith(context, caseRow, named);
  for (const one of input.shares === undefined ? archivedShares(context, caseRow, archive) : []) {
    try {
      row = await context.write.attempt(async () => {
        requireSharing(context);
        return shareWith(context, row, [one]);
      });
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      faults.push({ kind: 'share', name: one.organisation.slice(0, 200), reason: error.message });
    }
  }
  const present = new Set(row.placement.organisationIds);
  const automatic = await automaticShares(context, row, named);
  await shareWith(
    context,
    row,
    automatic.filter(({ organisation }) => !present.has(organisation.slice(1))),
  );
}

const shareKind = archivedKinds.find(({ entity }) => entity === 'share') ?? archivedCase;

function archivedShares({ actor }: CommandContext, caseRow: Row, { objects }: ReadArchive): ShareInput[] {
  return objects.flatMap((object): ShareInput[] => {
    if (object.kind !== 'share') return [];
    const { organisationName, profileName, taskRule, observableRule } = restoredValues(shareKind, object);
    if (typeof organisationName !== 'string' || organisationName === actor.organisation.name) return [];
    const ruled = { taskRule: textIn(taskRule), observableRule: textIn(observableRule) };
    const parts = partsByRule((name) => ruled[name] ?? storedValue(caseRow, name));
    return [{ organisation: organisationName, profile: textIn(profileName) ?? 'read-only', parts, ...ruled }];
  });
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
