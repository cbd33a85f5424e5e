/** Sharing cases, tasks and observables with other organisations, changing what they may do, and taking it back. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import { type Row, storedValue } from './row.ts';
import {
  hideFrom,
  linkedOrganisation,
  ownerOf,
  profileId,
  readShares,
  recordShare,
  type ShareInput,
  shareEntities,
  shareWith,
} from './shares.ts';
import { readTexts } from './update-input.ts';

interface ShareCaseInput {
  readonly caseReference: string;
  readonly shares: readonly ShareInput[];
}

function readShareCase(raw: RawObject): ShareCaseInput {
  const faults: FieldFault[] = [];
  const shares = readShares(raw.shares, 'shares', faults);
  if (faults.length > 0) throw invalidFields(faults);
  return { caseReference: String(raw.id), shares };
}

/** Shares a case with further organisations. */
export const shareCase: Command<ShareCaseInput, void> = {
  name: 'shareCase',
  permission: 'manageShare',
  read: readShareCase,
  async run(context, input) {
    await shareWith(context, await context.find('case', input.caseReference), input.shares);
  },
};

/** Sets the complete list of organisations a case is shared with. */
export const setCaseShares: Command<ShareCaseInput, void> = {
  name: 'setCaseShares',
  permission: 'manageShare',
  read: readShareCase,
  async run(context, input) {
    const row = await context.find('case', input.caseReference);
    const wanted = await Promise.all(
      input.shares.map(async (share) => ({
        share,
        organisation: await linkedOrganisation(context, share.organisation),
      })),
    );
    const present = await sharesOf(context, row);
    for (const share of present) {
      const keep = wanted.find(({ organisation }) => organisation.id === share.organisationId);
      if (keep === undefined) await unshare(context, row, share.organisationId);
      else setProfile(context, row, share.id, keep.share.profile);
    }
    const fresh = wanted.filter(
      ({ organisation }) => !present.some((share) => share.organisationId === organisation.id),
    );
    await shareWith(
      context,
      await context.find('case', input.caseReference),
      fresh.map(({ share }) => share),
    );
  },
};

interface UnshareInput {
  readonly reference: string;
  readonly organisations: readonly string[];
}

function readUnshare(raw: RawObject): UnshareInput {
  const faults: FieldFault[] = [];
  const organisations = readTexts(raw.organisations, 'organisations', faults);
  if (faults.length > 0) throw invalidFields(faults);
  return { reference: String(raw.id), organisations };
}

/** Takes a case, with everything in it, back from organisations. */
export const unshareCase: Command<UnshareInput, void> = {
  name: 'unshareCase',
  permission: 'manageShare',
  read: readUnshare,
  async run(context, input) {
    const row = await context.find('case', input.reference);
    for (const reference of input.organisations)
      await unshare(context, row, (await linkedOrganisation(context, reference)).id);
  },
};

async function unshare(context: CommandContext, row: Row, organisationId: string): Promise<void> {
  if (organisationId === context.actor.organisation.id) throw new CodedError('ownShare');
  if (organisationId === ownerOf(row))
    throw new CodedError('notAllowed', { reason: 'The share of the owner cannot be removed' });
  const { rows } = await context.write.run({
    sql: 'select distinct s.entity_id, o.name from skep.share s join skep.organisation o on o.id = s.organisation_id where s.root_id = $1 and s.organisation_id = $2',
    parameters: [row.placement.rootId, organisationId],
  });
  if (rows.length === 0) throw new CodedError('notFound', { entity: 'Share' });
  recordShare(context, row, { unshare: { organisation: rows[0]?.name } }, [], [organisationId]);
  // The record goes out while it can still be told who saw the case before.
  await hideFrom(
    context.write,
    row.placement.rootId,
    rows.map((share) => String(share.entity_id)),
    organisationId,
  );
}

interface CaseShare {
  readonly id: string;
  readonly organisationId: string;
}

/** Shares of a case with other organisations than its owner. */
async function sharesOf({ write }: CommandContext, row: Row): Promise<CaseShare[]> {
  const { rows } = await write.run({
    sql: 'select id, organisation_id from skep.share where root_id = $1 and entity_id = $1 and not owner',
    parameters: [row.id],
  });
  return rows.map((share) => ({ id: String(share.id), organisationId: String(share.organisation_id) }));
}

function setProfile(
  { write, actor, reference }: CommandContext,
  row: Row,
  shareId: string,
  profile: string,
): void {
  write.queue({
    sql: `update skep.share set profile_id = $3, updated_at = $4, updated_by = $5 where root_id = $1 and organisation_id = (select organisation_id from skep.share where root_id = $1 and id = $2)`,
    parameters: [
      row.placement.rootId,
      shareId,
      profileId(reference, profile),
      new Date(write.now),
      actor.login,
    ],
  });
}

interface UpdateShareInput {
  readonly share: string;
  readonly profile: string;
}

/** Changes the profile of a share. */
export const updateShare: Command<UpdateShareInput, void> = {
  name: 'updateShare',
  permission: 'manageShare',
  read(raw) {
    if (typeof raw.profile !== 'string')
      throw invalidFields([{ kind: 'missing', name: 'profile', accepted: 'name of a profile' }]);
    return { share: String(raw.id), profile: raw.profile };
  },
  async run(context, input) {
    const share = await context.find('share', input.share);
    const row = await context.find('case', `~${String(storedValue(share, 'caseId'))}`);
    if (storedValue(share, 'owner') === true)
      throw new CodedError('notAllowed', { reason: 'The share of the owner cannot be changed' });
    setProfile(context, row, share.id, input.profile);
    context.write.record(row, 'update', {
      share: { organisation: share.organisationId, profile: input.profile },
    });
  },
};

interface RemoveSharesInput {
  readonly shares: readonly string[];
}

/** Takes cases back by the ids of their shares. */
export const removeShares: Command<RemoveSharesInput, void> = {
  name: 'removeShares',
  permission: 'manageShare',
  read(raw) {
    const faults: FieldFault[] = [];
    const shares = raw.ids === undefined ? [String(raw.id)] : readTexts(raw.ids, 'ids', faults);
    if (faults.length > 0) throw invalidFields(faults);
    return { shares };
  },
  async run(context, input) {
    for (const reference of input.shares) {
      const share = await context.find('share', reference);
      const row = await context.find('case', `~${String(storedValue(share, 'caseId'))}`);
      await unshare(context, row, share.organisationId);
    }
  },
};

/** Shares one task or observable with organisations that have its case, or takes it back. */
function partCommand(
  name: string,
  kind: 'task' | 'observable',
  act: (context: CommandContext, root: Row, row: Row, organisationId: string) => Promise<void>,
): Command<UnshareInput, void> {
  return {
    name,
    permission: 'manageShare',
    read: readUnshare,
    async run(context, input) {
      const row = await context.find(kind, input.reference);
      const caseId = storedValue(row, 'caseId');
      if (caseId === null)
        throw new CodedError('badRequest', { reason: `Only a ${kind} of a case can be shared` });
      const root = await context.find('case', `~${String(caseId)}`);
      for (const reference of input.organisations) {
        const organisation = await linkedOrganisation(context, reference);
        await act(context, root, row, organisation.id);
        const details = name.startsWith('unshare')
          ? { unshare: { organisation: organisation.name } }
          : { share: { organisation: organisation.name } };
        const removed = name.startsWith('unshare') ? [organisation.id] : [];
        recordShare(context, row, details, removed.length > 0 ? [] : [organisation.id], removed);
      }
    },
  };
}

async function sharePart(
  context: CommandContext,
  root: Row,
  row: Row,
  organisationId: string,
): Promise<void> {
  const { rows } = await context.write.run({
    sql: 'select profile_id, task_rule, observable_rule from skep.share where root_id = $1 and entity_id = $1 and organisation_id = $2',
    parameters: [root.id, organisationId],
  });
  const share = rows[0];
  if (share === undefined) throw new CodedError('notFound', { entity: 'Share' });
  const kind = row.entity === entities.task ? 'task' : 'observable';
  const rules = { taskRule: String(share.task_rule), observableRule: String(share.observable_rule) };
  await shareEntities(context, root, kind, [row.id], {
    organisationId,
    profile: String(share.profile_id),
    rules,
  });
}

async function unsharePart(
  context: CommandContext,
  root: Row,
  row: Row,
  organisationId: string,
): Promise<void> {
  if (organisationId === context.actor.organisation.id) throw new CodedError('ownShare');
  if (organisationId === ownerOf(root))
    throw new CodedError('notAllowed', { reason: 'The share of the owner cannot be removed' });
  await hideFrom(context.write, root.id, [row.id], organisationId);
}

export const shareTask = partCommand('shareTask', 'task', sharePart);
export const unshareTask = partCommand('unshareTask', 'task', unsharePart);
export const shareObservable = partCommand('shareObservable', 'observable', sharePart);
export const unshareObservable = partCommand('unshareObservable', 'observable', unsharePart);
