import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../model/actor.ts';
import type { Field } from '../../../model/field.ts';
import { type EntityName, entities, entityNamed } from '../../../model/registry.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { renderObject } from './render.ts';

const viewer: Actor = {
  userId: '9',
  login: 'ann@acme.org',
  name: 'Ann',
  organisation: { id: '3', name: 'acme' },
  permissions: new Set(['manageCase/update', 'manageTask'] as const),
  person: true,
};

const when = 1_700_000_000_000;

function valueFor(field: Field): unknown {
  if (field.cardinality === 'set') return ['b', 'a'];
  if (field.values !== undefined) return field.values[0];
  const byKind: Readonly<Record<Field['kind'], unknown>> = {
    string: 'text',
    text: 'text',
    user: 'ann@acme.org',
    enumeration: 'one',
    id: '12',
    integer: 2,
    float: 1.5,
    boolean: true,
    date: when,
    duration: 5,
    json: {},
  };
  return byKind[field.kind];
}

/** An object with a value in each field, or only in those that always have one. */
function sample(
  name: EntityName,
  values: Readonly<Record<string, unknown>> = {},
  extraData: Readonly<Record<string, unknown>> = {},
  full = true,
): ReadObject {
  const entity = entityNamed(name);
  const filled = Object.entries(entity.fields).map(([key, field]) => [
    key,
    full || field.cardinality !== 'option' ? valueFor(field) : null,
  ]);
  const object = { entity: name, values: { ...Object.fromEntries(filled), ...values }, extraData };
  return entity.customFields ? { ...object, customFields: [] } : object;
}

/** Keys that are on the wire whatever the object holds. */
const always: Readonly<Partial<Record<EntityName, string>>> = {
  case: '_id _type _createdBy _createdAt number title description severity severityLabel startDate tags flag tlp tlpLabel pap papLabel status stage access customFields userPermissions extraData newDate',
  alert:
    '_id _type _createdBy _createdAt type source sourceRef title description severity severityLabel date tags tlp tlpLabel pap papLabel follow customFields observableCount status stage extraData newDate',
  observable:
    '_id _type _createdBy _createdAt dataType startDate tlp tlpLabel pap papLabel tags ioc sighted reports extraData ignoreSimilarity external',
  attachment: '_id _type _createdBy _createdAt name hashes size contentType id path extraData external',
  task: '_id _type _createdBy _createdAt title group status flag order mandatory extraData',
  log: '_id _type _createdBy _createdAt message date attachments owner extraData',
  comment: '_id _type createdBy createdAt message isEdited extraData external',
  caseTemplate: '_id _type _createdBy _createdAt name displayName tags flag customFields tasks extraData',
  customField:
    '_id _type _createdBy _createdAt name displayName group description type options mandatory extraData',
  tag: '_id _type _createdBy _createdAt namespace predicate colour extraData',
  share: '_id _type _createdBy _createdAt caseId profileName organisationName owner taskRule observableRule',
  organisation:
    '_id _type _createdBy _createdAt name description taskRule observableRule links locked extraData',
  user: '_id _createdBy _createdAt login name hasKey hasPassword hasMFA locked profile permissions organisation organisations type extraData',
  profile:
    '_id _type _createdBy _createdAt type name permissions editable forAdmin forOrg forExternal consumesLicense',
  caseStatus: '_id _type _createdBy _createdAt value stage hidden extraData',
  alertStatus: '_id _type _createdBy _createdAt value stage hidden extraData',
  observableType: '_id _type _createdBy _createdAt name isAttachment isCaseSensitive',
  audit: '_id _type _createdBy _createdAt action requestId rootId details objectId objectType mainAction',
  view: '_id _type _createdAt _createdBy name entity filter listOptions sortList showColumns isShared',
  job: '_id _type _createdBy _createdAt analyzerId analyzerName analyzerDefinition status startDate cortexId cortexJobId id operations',
  action:
    '_id _type _createdBy _createdAt responderId cortexId cortexJobId objectType objectId status startDate operations report',
};

describe('an object on the wire', () => {
  it.each(Object.entries(always))('always shows the same keys of a %s', (name, keys) => {
    const object = sample(nameOf(name), { reports: {} }, {}, false);
    const wire = renderObject(object, viewer);
    expect(Object.keys(wire)).toEqual(expect.arrayContaining(keys.split(' ')));
    expect(Object.values(wire)).not.toContain(null);
    expect(Object.values(wire)).not.toContain(undefined);
  });

  it.each(Object.keys(entities))('shows no name of the inside for a %s', (name) => {
    const wire = renderObject(sample(nameOf(name)), viewer);
    const inside = [
      'id',
      'createdAt',
      'createdBy',
      'version',
      'originKind',
      'neuronId',
      'organisationId',
      'contentHash',
    ];
    const allowed: Readonly<Record<string, readonly string[]>> = {
      attachment: ['id'],
      reportImage: ['id'],
      job: ['id'],
      analyzerTemplate: ['id'],
      comment: ['createdAt', 'createdBy'],
      patternCatalog: ['createdAt', 'createdBy'],
      // Editions of their own, beside the version of the object.
      pattern: ['version'],
      taxonomy: ['version'],
      dashboard: ['version'],
      caseReportTemplate: ['version'],
    };
    const shown = Object.keys(wire).filter((key) => inside.includes(key));
    expect(shown).toEqual(shown.filter((key) => allowed[name]?.includes(key)));
    expect(wire._id).toBe('~12');
  });

  it('leaves out what has no value, and dates of changes until there was one', () => {
    const wire = renderObject(sample('case', {}, {}, false), viewer);
    for (const name of ['endDate', 'summary', 'assignee', '_updatedAt', '_updatedBy', 'timeToResolve'])
      expect(wire).not.toHaveProperty(name);
  });

  it('writes ids with a tilde and sorts tags', () => {
    const wire = renderObject(sample('alert', { caseId: '77', tags: ['b', 'c', 'a'] }), viewer);
    expect(wire.caseId).toBe('~77');
    expect(wire.tags).toEqual(['a', 'b', 'c']);
  });

  it('names the scales', () => {
    expect(renderObject(sample('case', { severity: 4, tlp: 3, pap: 0 }), viewer)).toMatchObject({
      severityLabel: 'CRITICAL',
      tlpLabel: 'AMBER+STRICT',
      papLabel: 'CLEAR',
    });
    expect(renderObject(sample('caseTemplate', { severity: null, tlp: null }), viewer)).not.toHaveProperty(
      'severityLabel',
    );
  });

  it('says what the viewer may do with a case: what profile and share both allow', () => {
    const wire = renderObject(sample('case', { sharePermissions: ['manageTask', 'manageShare'] }), viewer);
    expect(wire.userPermissions).toEqual(['manageTask']);
    expect(renderObject(sample('case'), viewer).userPermissions).toEqual([]);
  });

  it('lists custom field values in full', () => {
    const customFields = [{ id: '5', name: 'bu', type: 'string', value: null, order: 0 }];
    const wire = renderObject({ ...sample('case'), customFields }, viewer);
    expect(wire.customFields).toEqual([{ _id: '~5', name: 'bu', type: 'string', value: null, order: 0 }]);
  });

  it('shows the file of an observable as an attachment, and none for data', () => {
    const file = renderObject(
      sample('observable', {
        data: null,
        attachmentId: 'abc',
        attachmentName: 'a.txt',
        attachmentSize: 3,
        attachmentContentType: 'text/plain',
        attachmentHashes: ['abc', 'def', 'ghi'],
      }),
      viewer,
    );
    expect(file).not.toHaveProperty('data');
    expect(file.attachment).toMatchObject({
      _id: '~12',
      _type: 'Attachment',
      _version: 2,
      id: 'abc',
      name: 'a.txt',
      size: 3,
      hashes: ['abc', 'def', 'ghi'],
      path: '/api/v1/attachment/abc',
    });
    expect(renderObject(sample('observable', { attachmentId: null }), viewer)).not.toHaveProperty(
      'attachment',
    );
  });

  it('shows the objects that belong to another', () => {
    const attachment = sample('attachment', { contentHash: 'abc' });
    expect(renderObject(sample('log', { attachments: [attachment] }), viewer).attachments).toEqual([
      renderObject(attachment, viewer),
    ]);
    expect(renderObject(sample('caseTemplate', { tasks: [sample('task')] }), viewer).tasks).toMatchObject([
      { _type: 'Task', title: 'text' },
    ]);
  });

  it('shows a user as in the organisation of the viewer, with every membership', () => {
    const memberships = [
      { organisationId: '3', organisation: 'acme', profile: 'analyst', default: false },
      { organisationId: '4', organisation: 'globex', profile: 'read-only', default: true },
    ];
    const wire = renderObject(
      sample(
        'user',
        { profile: 'analyst', permissions: ['manageTask', 'manageAlert/create'] },
        {
          memberships,
          avatarHash: 'ff00',
        },
      ),
      viewer,
      [],
    );
    expect(wire).toMatchObject({
      organisation: 'acme',
      profile: 'analyst',
      defaultOrganisation: 'globex',
      permissions: ['manageAlert/create', 'manageTask'],
      avatar: '/api/v1/user/~12/avatar/ff00',
      extraData: {},
    });
    expect(wire.organisations).toEqual([
      { organisationId: '~3', organisation: 'acme', profile: 'analyst', links: [] },
      { organisationId: '~4', organisation: 'globex', profile: 'read-only', links: [] },
    ]);
    expect(wire).not.toHaveProperty('_type');
  });

  it('gives the operations of runs as text and the report where it was read', () => {
    const operations = [{ type: 'AddTagToCase', tag: 'x' }];
    const job = renderObject(sample('job', { operations }, { report: { success: true } }), viewer);
    expect(job).toMatchObject({
      operations: JSON.stringify(operations),
      report: { success: true },
      id: '~12',
    });
    expect(job).not.toHaveProperty('extraData');
    const said = { id: '7', steps: ['unpack', { caseId: '8' }] };
    expect(renderObject(sample('job', { operations }, { report: said }), viewer).report).toEqual(said);
    const action = renderObject(sample('action', { objectType: 'observable', operations: [] }), viewer);
    expect(action).toMatchObject({
      objectType: 'Observable',
      objectId: '~12',
      operations: '[]',
      report: '{}',
    });
  });

  it('tells changes in the words of the object that changed', () => {
    const details = { caseId: '5', status: 'Imported', updatedAt: when };
    const wire = renderObject(
      sample('audit', { objectType: 'Alert', details, previous: { caseId: null } }),
      viewer,
    );
    expect(wire.details).toEqual({ caseId: '~5', status: 'Imported', _updatedAt: when });
    expect(wire.previous).toEqual({ caseId: null });
  });
});

describe('extra data on the wire', () => {
  it('holds only what was asked for and computed', () => {
    const object = sample('case', {}, { permissions: ['manageTask'], isOwner: true });
    expect(renderObject(object, viewer, ['isOwner', 'colour', 'total']).extraData).toEqual({ isOwner: true });
    expect(renderObject(object, viewer, []).extraData).toEqual({});
  });

  it('renders the objects in it and writes ids in their form', () => {
    const task = sample('task', {}, { case: sample('case'), caseId: '8', caseTemplate: null });
    expect(renderObject(task, viewer).extraData).toMatchObject({
      case: { _id: '~12', _type: 'Case' },
      caseId: '~8',
      caseTemplate: null,
    });
    const alert = sample(
      'alert',
      {},
      { relatedCase: { id: '4', number: 2 }, links: { case: sample('case') } },
    );
    expect(renderObject(alert, viewer).extraData).toMatchObject({
      relatedCase: { _id: '~4', number: 2 },
      links: { case: { _type: 'Case' } },
    });
  });
});

function nameOf(name: string): EntityName {
  const found = (Object.keys(entities) as EntityName[]).find((known) => known === name);
  if (found === undefined) throw new Error(`no entity ${name}`);
  return found;
}
