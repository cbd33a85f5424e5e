/** Sharing cases, tasks and observables with other organisations, changing what they may do, and taking it back. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { readReferences, readTexts } from '../frame/update-input.ts';
import { readShares, type SharedPart, type ShareInput } from './share-input.ts';
import {
  grantedProfile,
  hideFrom,
  linkedOrganisation,
  recordShare,
  shareEntities,
  shareWith,
} from './shares.ts';

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

/** Sets the complete list of organisations a case is shared with, beside its owner and the actor's own. */
export const setCaseShares: Command<ShareCaseInput, void> = {
  name: 'setCaseShares',
  permission: 'manageShare',
  read: readShareCase,
  async run(context, input) {
    let row = await context.find('case', input.caseReference);
    const wanted = await wantedShares(context, row, input.shares);
    for (const share of await sharesOf(context, row)) {
      const kept = wanted.get(share.organisationId);
      if (kept === undefined) row = await unshare(context, row, share.organisationId);
      else changeShare(context, row, share, kept);
      wanted.delete(share.organisationId);
    }
    await shareWith(context, row, [...wanted.values()]);
  },
};

async function wantedShares(
  context: CommandContext,
  row: Row,
  shares: readonly ShareInput[],
): Promise<Map<string, ShareInput>> {
  const wanted = new Map<string, ShareInput>();
  for (const share of shares) wanted.set((await linkedOrganisation(context, share.organisation)).id, share);
  wanted.delete(row.organisationId);
  wanted.delete(context.actor.organisation.id);
  return wanted;
}

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
    let row = await context.find('case', input.reference);
    for (const reference of input.organisations)
      row = await unshare(context, row, (await linkedOrganisation(context, reference)).id);
  },
};

async function unshare(context: CommandContext, row: Row, organisationId: string): Promise<Row> {
  requireRemovable(context, row, organisationId);
  const { rows } = await context.write.run({
    sql: `select s.entity_id, o.name from skep.share s join skep.organisation o on o.id = s.organisation_id
      where s.root_id = $1 and s.organisation_id = $2`,
    parameters: [row.id, organisationId],
  });
  if (rows.length === 0) throw new CodedError('notFound', { entity: 'Share' });
  recordShare(context, row, { unshare: { organisation: rows[0]?.name } }, { removed: organisationId });
  const through = rows.map((share) => String(share.entity_id));
  hideFrom(context, row, through, organisationId);
  const organisationIds = row.placement.organisationIds.filter((id) => id !== organisationId);
  return { ...row, placement: { ...row.placement, organisationIds } };
}

function requireRemovable({ actor }: CommandContext, root: Row, organisationId: string): void {
  if (organisationId === actor.organisation.id) throw new CodedError('ownShare');
  if (organisationId === root.organisationId)
    throw new CodedError('notAllowed', { reason: 'The share of the owner cannot be removed' });
  if (root.organisationId !== actor.organisation.id) throw new CodedError('notFound', { entity: 'Share' });
}

/** A share of a case as it stands. */
interface CaseShare {
  readonly organisationId: string;
  readonly organisation: string;
  readonly profile: string;
  readonly taskRule: string;
  readonly observableRule: string;
}

/** Shares of a case with other organisations than its owner and the actor's own, as far as the actor sees them. */
async function sharesOf({ write, actor }: CommandContext, row: Row): Promise<CaseShare[]> {
  const { rows } = await write.run({
    sql: `select s.organisation_id, o.name as organisation, p.name as profile, s.task_rule, s.observable_rule from skep.share s
      join skep.organisation o on o.id = s.organisation_id join skep.profile p on p.id = s.profile_id
      where s.root_id = $1 and s.entity_id = $1 and not s.owner and s.organisation_id <> $2 and s.owner_organisation_id = $2 order by s.organisation_id for update of s`,
    parameters: [row.id, actor.organisation.id],
  });
  return rows.map((share) => ({
    organisationId: String(share.organisation_id),
    organisation: String(share.organisation),
    profile: String(share.profile),
    taskRule: String(share.task_rule),
    observableRule: String(share.observable_rule),
  }));
}

/** Changes what a share allows, in the case and in everything of it that was shared by itself; recorded when it differs. */
function changeShare(
  context: CommandContext,
  row: Row,
  share: CaseShare,
  wanted: Pick<ShareInput, 'profile' | 'taskRule' | 'observableRule'>,
): void {
  const next = {
    profile: wanted.profile,
    taskRule: wanted.taskRule ?? share.taskRule,
    observableRule: wanted.observableRule ?? share.observableRule,
  };
  const { profile, taskRule, observableRule } = share;
  const before = { profile, taskRule, observableRule };
  if (JSON.stringify(next) === JSON.stringify(before)) return;
  const { write, actor } = context;
  write.queue({
    sql: `update skep.share set profile_id = $3, task_rule = $4, observable_rule = $5, version = version + 1, updated_at = $6, updated_by = $7
      where root_id = $1 and organisation_id = $2`,
    parameters: [
      row.id,
      share.organisationId,
      grantedProfile(context, row, next.profile),
      next.taskRule,
      next.observableRule,
      new Date(write.now),
      actor.login,
    ],
  });
  const { organisation } = share;
  const options = { previous: { share: { organisation, ...before } } };
  write.record(row, 'update', { share: { organisation, ...next } }, options);
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
    const { share, root } = await shareAndCase(context, input.share);
    if (root.organisationId !== context.actor.organisation.id || storedValue(share, 'owner') === true)
      throw new CodedError('notAllowed', {
        reason: 'Only the owner of a case changes shares, and only those of others',
      });
    const present = (await sharesOf(context, root)).find(
      ({ organisationId }) => organisationId === share.placement.organisationIds[0],
    );
    const { profile } = input;
    if (present !== undefined)
      changeShare(context, root, present, { profile, taskRule: undefined, observableRule: undefined });
  },
};

/** A share and its case. Only the owner of the case can hold the share for a change; the version a request names is the share's. */
async function shareAndCase(
  context: CommandContext,
  reference: string,
): Promise<{ readonly share: Row; readonly root: Row }> {
  const seen = await context.find('share', reference, { forChange: false });
  const owns = seen.columns.owner_organisation_id === context.actor.organisation.id;
  const share = owns ? await context.find('share', reference) : seen;
  const root = await context.find('case', `~${String(storedValue(share, 'caseId'))}`);
  return { share, root };
}

interface RemoveSharesInput {
  readonly shares: readonly string[];
}

/** Takes cases, or single parts of them, back by the ids of their shares. */
export const removeShares: Command<RemoveSharesInput, void> = {
  name: 'removeShares',
  permission: 'manageShare',
  read(raw) {
    const faults: FieldFault[] = [];
    const shares = readReferences(raw, faults);
    if (faults.length > 0) throw invalidFields(faults);
    return { shares };
  },
  async run(context, input) {
    for (const reference of input.shares) {
      const { share, root } = await shareAndCase(context, reference);
      const kind = storedValue(share, 'entityKind');
      if (kind !== 'task' && kind !== 'observable') await unshare(context, root, share.organisationId);
      else {
        const part = await context.find(kind, `~${String(storedValue(share, 'entityId'))}`);
        await unsharePart(context, root, part, share.organisationId);
      }
    }
  },
};

/** Shares one task or observable with organisations that have its case, or takes it back. */
function partCommand(
  name: string,
  kind: SharedPart,
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
      for (const reference of input.organisations)
        await act(context, root, row, (await linkedOrganisation(context, reference)).id);
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
    sql: `select s.profile_id, s.task_rule, s.observable_rule, s.owner, o.name from skep.share s
      join skep.organisation o on o.id = s.organisation_id where s.root_id = $1 and s.entity_id = $1 and s.organisation_id = $2`,
    parameters: [root.id, organisationId],
  });
  const share = rows[0];
  if (share === undefined) throw new CodedError('notFound', { entity: 'Share' });
  if (share.owner === true) return;
  const added = await shareEntities(context, root, partOf(row), [row.id], {
    organisationId,
    profile: String(share.profile_id),
    taskRule: String(share.task_rule),
    observableRule: String(share.observable_rule),
  });
  if (added > 0)
    recordShare(context, row, { share: { organisation: share.name } }, { added: organisationId });
}

async function unsharePart(
  context: CommandContext,
  root: Row,
  row: Row,
  organisationId: string,
): Promise<void> {
  requireRemovable(context, root, organisationId);
  const { rows } = await context.write.run({
    sql: `select o.name from skep.share s join skep.organisation o on o.id = s.organisation_id
      where s.root_id = $1 and s.entity_id = $2 and s.organisation_id = $3`,
    parameters: [root.id, row.id, organisationId],
  });
  if (rows[0] === undefined) return;
  recordShare(context, row, { unshare: { organisation: rows[0].name } }, { removed: organisationId });
  hideFrom(context, root, [row.id], organisationId);
}

function partOf(row: Row): SharedPart {
  return row.entity.name === 'task' ? 'task' : 'observable';
}

export const shareTask = partCommand('shareTask', 'task', sharePart);
export const unshareTask = partCommand('unshareTask', 'task', unsharePart);
export const shareObservable = partCommand('shareObservable', 'observable', sharePart);
export const unshareObservable = partCommand('unshareObservable', 'observable', unsharePart);
