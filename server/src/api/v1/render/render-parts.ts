/** What objects of some entities show beside their fields: labels, nested objects, names of older clients. */
import { parsedJson } from '../../../lib/json-text.ts';
import type { Actor } from '../../../model/actor.ts';
import { idToWire } from '../../../model/identifier.ts';
import { papLabels, severityLabels, tlpLabels } from '../../../model/scales.ts';
import { tacticLabel } from '../../../model/tactics.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { isReadObject } from '../../http/read-object.ts';
import { attachmentOf, renderAttachmentParts } from './render-attachment.ts';
import { auditParts } from './render-audit.ts';

type Parts = Readonly<Record<string, unknown>>;
type RenderNested = (object: ReadObject) => Parts;
type RenderParts = (object: ReadObject, viewer: Actor, nested: RenderNested) => Parts;

/** Objects that an action can run on, as clients spell them. */
const actionObjects: Readonly<Record<string, string>> = {
  case: 'Case',
  alert: 'Alert',
  task: 'Task',
  log: 'Log',
  observable: 'Observable',
};

/** Parts by entity. */
export const parts: ReadonlyMap<string, RenderParts> = new Map<string, RenderParts>([
  ['case', caseParts],
  ['alert', ({ values }) => labels(values)],
  ['observable', observableParts],
  ['caseTemplate', ({ values }, _, nested) => ({ ...labels(values), tasks: objects(values.tasks, nested) })],
  ['log', logParts],
  ['audit', auditParts],
  ['attachment', renderAttachmentParts],
  ['reportImage', reportImageParts],
  ['dashboard', (_, viewer) => ({ writable: viewer.permissions.has('manageDashboard') })],
  [
    'organisation',
    (object) => ({ links: listOf(object.extraData.links), ...pictureOf('organisation', object) }),
  ],
  ['user', userParts],
  ['profile', profileParts],
  ['job', jobParts],
  ['action', actionParts],
  [
    'procedure',
    ({ values }) => (typeof values.tactic === 'string' ? { tacticLabel: tacticLabel(values.tactic) } : {}),
  ],
  ['taxonomy', ({ extraData }, _, nested) => ({ tags: objects(extraData.tags, nested) })],
  [
    'tag',
    ({ values }) =>
      typeof values.taxonomyPredicate === 'string' ? { predicate: values.taxonomyPredicate } : {},
  ],
  ['analyzerTemplate', ({ values }) => ({ id: idToWire(String(values.id)) })],
]);

/** The files of a log; clients of TheHive 4 look for one by itself. */
function logParts({ values }: ReadObject, _: Actor, nested: RenderNested): Parts {
  const attachments = objects(values.attachments, nested);
  const [first] = attachments;
  return first === undefined ? { attachments } : { attachments, attachment: first };
}

function reportImageParts({ values }: ReadObject): Parts {
  const template = idToWire(String(values.caseReportTemplateId));
  return {
    id: values.contentHash,
    path: `/api/v1/caseReportTemplate/${template}/attachment/${idToWire(String(values.id))}`,
    external: false,
  };
}

function labels(values: Parts): Parts {
  return {
    ...labelOf('severityLabel', severityLabels, values.severity),
    ...labelOf('tlpLabel', tlpLabels, values.tlp),
    ...labelOf('papLabel', papLabels, values.pap),
  };
}

function labelOf(name: string, texts: Readonly<Record<number, string>>, value: unknown): Parts {
  const label = typeof value === 'number' ? texts[value] : undefined;
  return label === undefined ? {} : { [name]: label };
}

/** What the viewer may do with a case: what the profile holds and the share allows. */
function caseParts({ values }: ReadObject, viewer: Actor): Parts {
  const shared = new Set(listOf(values.sharePermissions));
  const userPermissions = [...viewer.permissions].filter((permission) => shared.has(permission)).sort();
  const { accessKind: _kind, restrictedTo } = values;
  const access = _kind === 'UserAccessKind' ? { _kind, users: listOf(restrictedTo) } : { _kind };
  return { ...labels(values), access, userPermissions };
}

function observableParts(object: ReadObject): Parts {
  const attachment = attachmentOf(object);
  return { ...labels(object.values), ...(attachment === undefined ? {} : { attachment }) };
}

interface Membership {
  readonly organisationId: string;
  readonly organisation: string;
  readonly profile: string;
  readonly default: boolean;
}

function isMembership(value: unknown): value is Membership {
  return typeof value === 'object' && value !== null && 'organisation' in value && 'profile' in value;
}

/** A user is shown as in the viewer's organisation; one that is not a member there, as in its own first one. */
function userParts({ values, extraData }: ReadObject, viewer: Actor): Parts {
  const memberships = listOf(extraData.memberships).filter(isMembership);
  const preferred = memberships.find((membership) => membership.default);
  const shown =
    memberships.find(({ organisationId }) => organisationId === viewer.organisation.id) ??
    preferred ??
    memberships[0];
  return {
    profile: values.profile ?? shown?.profile ?? '',
    organisation: shown?.organisation ?? viewer.organisation.name,
    permissions: [...listOf(values.permissions)].map(String).sort(),
    organisations: memberships.map(({ organisationId, organisation, profile }) => ({
      organisationId: idToWire(organisationId),
      organisation,
      profile,
      links: [],
    })),
    ...(preferred === undefined ? {} : { defaultOrganisation: preferred.organisation }),
    ...pictureOf('user', { values, extraData }),
    hasMFA: false,
  };
}

/** Where the picture of a user or an organisation is; nothing when there is none. */
function pictureOf(path: string, { values, extraData }: Pick<ReadObject, 'values' | 'extraData'>): Parts {
  const hash = extraData.avatarHash;
  if (typeof hash !== 'string') return {};
  return { avatar: `/api/v1/${path}/${idToWire(String(values.id))}/avatar/${hash}` };
}

function profileParts({ values }: ReadObject): Parts {
  return {
    forAdmin: values.type === 'Admin',
    forOrg: values.type === 'Organisation',
    forExternal: values.type === 'External',
    consumesLicense: false,
  };
}

function jobParts({ values, extraData }: ReadObject, _: Actor, nested: RenderNested): Parts {
  const { observable, report } = extraData;
  return {
    ...engineParts(values),
    id: idToWire(String(values.id)),
    ...(isReadObject(observable) ? { case_artifact: nested(observable) } : {}),
    ...(report === null || report === undefined ? {} : { report }),
  };
}

function actionParts({ values, extraData }: ReadObject): Parts {
  return {
    ...engineParts(values),
    objectType: actionObjects[String(values.objectType)] ?? values.objectType,
    report: JSON.stringify(parsedJson(extraData.report) ?? {}),
  };
}

/** Clients expect the id that another server gave the run, and the list of operations as text. */
function engineParts(values: Parts): Parts {
  return {
    cortexId: values.cortexId,
    cortexJobId: String(values.serverRunId ?? values.id),
    operations: JSON.stringify(listOf(values.operations)),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objects(value: unknown, nested: RenderNested): Parts[] {
  return listOf(value).filter(isReadObject).map(nested);
}
