/** Organisations and the links between them. */
import { adminOrganisation } from '../../model/actor.ts';
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { addStarterDashboards } from '../knowledge/starter-dashboards.ts';
import { avatarFaults, separatePicture, uploadedPicture, withoutEmptyPicture } from './avatar.ts';

export const createOrganisation: Command<RowValues, { id: string }> = {
  name: 'createOrganisation',
  permission: 'manageOrganisation',
  read(raw) {
    const { values, faults } = readInput(entities.organisation, withoutEmptyPicture(raw), 'create');
    const all = [...faults, ...avatarFaults(raw.avatar)];
    if (all.length > 0) throw invalidFields(all);
    return values;
  },
  async prepare(files, values) {
    const avatar = await uploadedPicture(files);
    return avatar === undefined ? values : { ...values, avatar };
  },
  async run({ write }, values) {
    const [id = ''] = await write.takeIds(1);
    const { picture, rest } = separatePicture(values);
    write.insert(entities.organisation, id, undefined, rest, picture);
    await addStarterDashboards(write, id);
    return { id };
  },
};

export const updateOrganisation: Command<UpdateInput, void> = {
  name: 'updateOrganisation',
  permission: ['manageOrganisation', 'manageConfig'],
  read: (raw) => readUpdate(entities.organisation, withoutEmptyPicture(raw), [], avatarFaults(raw.avatar)),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('organisation', reference);
      if (textOf(row, 'name') === adminOrganisation)
        throw new CodedError('builtIn', { entity: 'Organisation', name: adminOrganisation });
      requireOwnOrganisation(context, row, input.values);
      const { picture, rest } = separatePicture(input.values);
      context.write.update(row, rest, input.values.avatar === undefined ? {} : picture);
    }
  },
};

/** An organisation's own administrator may change its rules and texts, not its name or whether it is locked. */
function requireOwnOrganisation({ actor }: CommandContext, row: Row, values: RowValues): void {
  if (actor.permissions.has('manageOrganisation')) return;
  const allowed =
    row.id === actor.organisation.id && values.name === undefined && values.locked === undefined;
  if (!allowed) throw new CodedError('permissionMissing', { permission: 'manageOrganisation' });
}

interface LinkInput {
  readonly organisation: string;
  readonly other: string;
  readonly linkType: string;
  readonly otherLinkType: string;
}

/** How cases of one organisation reach another by themselves. */
const linkTypes = ['default', 'supervised', 'notify'];

function readLink(raw: RawObject): LinkInput {
  const faults: FieldFault[] = [];
  const organisation = requiredText(raw, 'id', faults, referenceAccepted);
  const other = requiredText(raw, 'other', faults, referenceAccepted);
  const types = readLinkTypes(raw, faults);
  if (faults.length > 0) throw invalidFields(faults);
  return { organisation, other, ...types };
}

const referenceAccepted = 'id or name of an organisation';

function readLinkTypes(
  raw: RawObject,
  faults: FieldFault[],
  path = '',
): Pick<LinkInput, 'linkType' | 'otherLinkType'> {
  return {
    linkType: readLinkType(raw, 'linkType', faults, path),
    otherLinkType: readLinkType(raw, 'otherLinkType', faults, path),
  };
}

function readLinkType(raw: RawObject, name: string, faults: FieldFault[], path: string): string {
  const given = raw[name] ?? 'default';
  if (typeof given === 'string' && linkTypes.includes(given)) return given;
  faults.push({
    kind: 'invalid',
    name: `${path}${name}`,
    accepted: `one of ${linkTypes.join(', ')}`,
    choices: linkTypes,
    given: String(given),
  });
  return 'default';
}

/** Links two organisations, so that each sees the other and can share cases with it; or changes how they are linked. */
export const linkOrganisations: Command<LinkInput, void> = {
  name: 'linkOrganisations',
  permission: 'manageOrganisation',
  read: readLink,
  async run(context, input) {
    await link(context, input);
  },
};

/** Gives the id of the other organisation. */
async function link(context: CommandContext, input: LinkInput): Promise<string> {
  const [row, other] = await findPair(context, input);
  const { linkType, otherLinkType } = input;
  setLink(context, row.id, other.id, linkType);
  setLink(context, other.id, row.id, otherLinkType);
  context.write.record(row, 'update', {
    link: { organisation: textOf(other, 'name'), linkType, otherLinkType },
  });
  return other.id;
}

/** Takes the link between two organisations away; what is shared stays shared. */
export const unlinkOrganisations: Command<LinkInput, void> = {
  name: 'unlinkOrganisations',
  permission: 'manageOrganisation',
  read: readLink,
  run: unlink,
};

async function unlink(
  context: CommandContext,
  input: Pick<LinkInput, 'organisation' | 'other'>,
): Promise<void> {
  const [row, other] = await findPair(context, input);
  const { count } = await context.write.run({
    sql: `delete from skep.organisation_link where (organisation_id = $1 and other_id = $2) or (organisation_id = $2 and other_id = $1)`,
    parameters: [row.id, other.id],
  });
  if (count > 0) context.write.record(row, 'update', { unlink: { organisation: textOf(other, 'name') } });
}

/** Most links that one request may set. */
const mostLinks = 1_000;

/** All links of an organisation: those given are made, all others are taken away; or none is touched. */
export const setOrganisationLinks: Command<
  { readonly organisation: string; readonly links: readonly LinkInput[] },
  void
> = {
  name: 'setOrganisationLinks',
  permission: 'manageOrganisation',
  read(raw) {
    const faults: FieldFault[] = [];
    const organisation = requiredText(raw, 'id', faults, referenceAccepted);
    const links = readLinks(raw, organisation, faults);
    if (faults.length > 0) throw invalidFields(faults);
    return { organisation, links };
  },
  async run(context, { organisation, links }) {
    const row = await context.find('organisation', organisation, { forChange: false });
    const kept = new Set<string>();
    for (const one of links) kept.add(await link(context, one));
    const { rows } = await context.write.run({
      sql: 'select other_id from skep.organisation_link where organisation_id = $1',
      parameters: [row.id],
    });
    for (const other of rows.map(({ other_id: id }) => String(id)))
      if (!kept.has(other)) await unlink(context, { organisation: `~${row.id}`, other: `~${other}` });
  },
};

function readLinks({ links }: RawObject, organisation: string, faults: FieldFault[]): readonly LinkInput[] {
  if (!Array.isArray(links) || links.length > mostLinks) {
    const kind = links === undefined ? 'missing' : 'invalid';
    faults.push({
      kind,
      name: 'links',
      accepted: `list of at most ${mostLinks} {toOrganisation, linkType, otherLinkType}`,
    });
    return [];
  }
  return links.map((one: unknown, index) => {
    const raw = isRawObject(one) ? one : {};
    const path = `links[${index}].`;
    const other = requiredText(raw, 'toOrganisation', faults, referenceAccepted, path);
    return { organisation, other, ...readLinkTypes(raw, faults, path) };
  });
}

/** Both organisations of a link. They are only read: a link changes neither. */
async function findPair(
  context: CommandContext,
  input: Pick<LinkInput, 'organisation' | 'other'>,
): Promise<readonly [Row, Row]> {
  const row = await context.find('organisation', input.organisation, { forChange: false });
  const other = await context.find('organisation', input.other, { forChange: false });
  const names = [textOf(row, 'name'), textOf(other, 'name')];
  if (row.id === other.id || names.includes(adminOrganisation))
    throw new CodedError('badRequest', {
      reason: 'An organisation cannot be linked with itself or with the platform organisation',
    });
  return [row, other];
}

function setLink({ write }: CommandContext, from: string, to: string, type: string): void {
  write.queue({
    sql: `insert into skep.organisation_link (organisation_id, other_id, link_type) values ($1, $2, $3)
      on conflict (organisation_id, other_id) do update set link_type = excluded.link_type`,
    parameters: [from, to, type],
  });
}
