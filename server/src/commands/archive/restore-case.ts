/** Makes a case and all that lies in it from what an archive holds, or another instance gave: the people and dates of before, as far as they are known here. */
import { CodedError } from '../../model/errors.ts';
import type { Access } from '../case/access-input.ts';
import { storeCase } from '../case/make-case.ts';
import type { ShareInput } from '../case/share-input.ts';
import { automaticShares, partsByRule, requireSharing, shareWith } from '../case/shares.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { type ArchivedObject, archivedCase, archivedKinds, archiveLimits } from './archive-format.ts';
import type { ReadArchive } from './read-case-archive.ts';
import {
  type ImportFault,
  importOrigin,
  restoreContents,
  restoredFields,
  withKnownAssignee,
} from './restore-contents.ts';
import { requireValues, restoredStamps, restoredValues } from './restored-values.ts';
import { refused } from './unzip.ts';

/** A case to be made. */
export interface CaseToRestore {
  readonly archive: ReadArchive;
  /** Undefined: with those whom the archive names, as far as that is possible. */
  readonly shares: readonly ShareInput[] | undefined;
  /** Rules of sharing that the request gives. */
  readonly rules: RowValues;
  /** It moves here for good: it keeps its number where that is free, and people who are locked keep their work. */
  readonly moves?: true;
}

/** What came of it. */
export interface RestoredCase {
  readonly row: Row;
  /** Rows by kind and by the id they had. */
  readonly made: ReadonlyMap<string, Row>;
  readonly faults: readonly ImportFault[];
}

/** Makes the case. Throws `archiveRefused` for what the model does not accept. */
export async function restoreCase(context: CommandContext, input: CaseToRestore): Promise<RestoredCase> {
  const { archive } = input;
  const object = archive.objects[0];
  if (object === undefined) throw refused('it holds no case');
  const faults: ImportFault[] = [];
  const assignable = await assignableHere(context, archive, 'manageCase/update', input.moves === true);
  const access = await accessHere(context, object, faults);
  const root = await restoreRoot(context, input, object, { faults, assignable, access });
  const made = new Map<string, Row>();
  await restoreContents({ context, root, archive, assignable, made, hashes: new Set(), faults });
  await share(context, root, { faults, shares: input.shares, archive });
  return { row: root, made, faults };
}

/** People named in the archive whose profile here lets them work on such objects. `lockedToo`: also those who cannot sign in. */
export async function assignableHere(
  { write, actor }: CommandContext,
  { objects }: ReadArchive,
  permission: 'manageCase/update' | 'manageAlert/update',
  lockedToo: boolean,
): Promise<ReadonlySet<string>> {
  const named = new Set(
    objects.flatMap(({ values }) => (typeof values.assignee === 'string' ? [values.assignee] : [])),
  );
  const { rows } = await write.run({
    sql: `select u.login from skep.user_account u join skep.membership m on m.user_id = u.id join skep.profile p on p.id = m.profile_id
      where u.login = any($1::text[]) and (not u.locked or $4) and m.organisation_id = $2 and $3 = any(p.permissions)`,
    parameters: [[...named].slice(0, archiveLimits.objects), actor.organisation.id, permission, lockedToo],
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
  // The system needs no access, and is named only where nobody else could be.
  const importer = actor.person || here.size === 0 ? [actor.login] : [];
  return {
    kind: 'UserAccessKind',
    users: [...new Set([...importer, ...named.filter((login) => here.has(login))])],
  };
}

interface CaseParts {
  readonly faults: ImportFault[];
  readonly assignable: ReadonlySet<string>;
  readonly access: Access;
}

async function restoreRoot(
  context: CommandContext,
  input: CaseToRestore,
  object: ArchivedObject,
  { faults, assignable, access }: CaseParts,
): Promise<Row> {
  const { number, accessKind: _, restrictedTo: __, ...kept } = restoredValues(archivedCase, object);
  requireValues('case', kept, ['title', 'description']);
  const people = access.kind === 'UserAccessKind' ? new Set(access.users) : undefined;
  const able = people === undefined ? assignable : assignable.intersection(people);
  const values = withKnownAssignee(withKnownStatus(context, kept, faults), able, faults, 'case');
  const row = await storeCase(context, {
    values: { ...values, ...input.rules },
    given: new Set(['taskRule', 'observableRule']),
    customFields: restoredFields({ context, faults }, object),
    origin: importOrigin,
    number: input.moves === true && typeof number === 'number' ? number : undefined,
    access,
    recorded: {
      details: { imported: { number: number ?? null, objects: input.archive.objects.length } },
      columns: restoredStamps(archivedCase, object, context.write.now),
    },
  });
  const given = storedValue(row, 'number');
  if (input.moves === true && number !== undefined && given !== number)
    faults.push({
      kind: 'case',
      name: String(number),
      reason: `The number is taken here; the case has number ${given}`,
    });
  return row;
}

function withKnownStatus({ reference }: CommandContext, values: RowValues, faults: ImportFault[]): RowValues {
  const { status } = values;
  if (typeof status !== 'string' || reference.caseStatuses.has(status)) return values;
  faults.push({ kind: 'case', name: status, reason: 'There is no such status of cases; the case is New' });
  return { ...values, status: 'New' };
}

interface Sharing {
  readonly faults: ImportFault[];
  readonly shares: readonly ShareInput[] | undefined;
  readonly archive: ReadArchive;
}

/** Shares that the request names are made or the import fails; those of the archive as far as they can be made here. */
async function share(
  context: CommandContext,
  caseRow: Row,
  { faults, shares, archive }: Sharing,
): Promise<void> {
  const named = shares ?? [];
  let row = await shareWith(context, caseRow, named);
  for (const one of shares === undefined ? archivedShares(context, caseRow, archive) : []) {
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
