/** Fills an organisation with one of everything; a word stands in every text, name, file and setting of it. */

import { mergeAlerts } from '../../server/src/commands/alert/merge-alerts.ts';
import { addOrganisationFiles } from '../../server/src/commands/archive/organisation-files.ts';
import { takingOver } from '../../server/src/commands/archive/taken-over.ts';
import { addCaseLink, addExternalLink } from '../../server/src/commands/case/case-links.ts';
import { createCustomEvent } from '../../server/src/commands/case/custom-event-commands.ts';
import { updateCases } from '../../server/src/commands/case/update-cases.ts';
import { deleteAlerts, deleteCase } from '../../server/src/commands/frame/delete-objects.ts';
import { createDashboard } from '../../server/src/commands/knowledge/dashboard-commands.ts';
import { createCasePage, createKnowledgePage } from '../../server/src/commands/knowledge/page-commands.ts';
import {
  createPageTemplate,
  linkPageTemplates,
} from '../../server/src/commands/knowledge/page-template-commands.ts';
import { createObservables } from '../../server/src/commands/observable/observable-commands.ts';
import { noteVisit } from '../../server/src/commands/own/own-account.ts';
import { notePresence } from '../../server/src/commands/own/presence.ts';
import { setUserSetting } from '../../server/src/commands/own/user-settings.ts';
import { createView, saveDraft } from '../../server/src/commands/own/workspace-commands.ts';
import { createAutomationRule } from '../../server/src/commands/run/automation-rule-commands.ts';
import {
  createCortexServer,
  noteCortexServer,
} from '../../server/src/commands/run/cortex-server-commands.ts';
import { fireAutomationRule } from '../../server/src/commands/run/fire-automation-rule.ts';
import { disableNeuron, setBaseConfiguration } from '../../server/src/commands/run/neuron-commands.ts';
import { noteRemoteRun } from '../../server/src/commands/run/note-remote-run.ts';
import { requestActions } from '../../server/src/commands/run/run-commands.ts';
import { setServerNeurons } from '../../server/src/commands/run/server-neurons.ts';
import { startRun } from '../../server/src/commands/run/start-run.ts';
import { systemActor } from '../../server/src/commands/settings/first-start.ts';
import { updateUser } from '../../server/src/commands/settings/people-commands.ts';
import { updateTag } from '../../server/src/commands/settings/tag-commands.ts';
import { createComment, createLog } from '../../server/src/commands/task/log-commands.ts';
import {
  addAlertAttachments,
  addCaseAttachments,
  addLogAttachments,
} from '../../server/src/commands/value/attachments.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import { someProcedure } from '../support/attack.ts';
import { someAlert, someTemplate } from '../support/triage.ts';
import type { Person, Wire } from '../support/wire.ts';
import {
  finish,
  someAction,
  someCase,
  someDirectRun,
  someJob,
  someNeuron,
  someObservable,
  someTask,
  someWebhook,
} from '../support/work.ts';
import type { World } from '../support/world.ts';
import { hashOf, pictureWith } from './dot.ts';
import { fieldName } from './makers.ts';
import type { References } from './probes.ts';
import { fillReports } from './tenant-reports.ts';

/** A datum and the content of a file that every organisation has: neither may lead from one to another. */
export const commonDatum = { dataType: 'ip', data: '198.51.100.7' } as const;
export const commonContent = 'the same bytes everywhere';

/** Text fields of alerts and cases. */
const texts = (word: string): RawObject => ({
  title: `${word} title`,
  description: `${word} description`,
  summary: `${word} summary`,
  tags: [`${word}-tag`],
  customFields: { [fieldName]: `${word} value` },
});

const templateOf = (word: string): RawObject => {
  const { title: _, ...fields } = texts(word);
  return {
    ...fields,
    name: `${word}-template`,
    displayName: `${word} template`,
    titlePrefix: word,
    tasks: [{ title: `${word} model task`, description: word }],
  };
};

const datumOf = (word: string): RawObject => ({
  dataType: 'domain',
  data: `${word}.example`,
  message: `${word} message`,
  tags: [`${word}-observable-tag`],
});

/** Files under a name, as they come with a request. */
const filesIn = async ({ world }: Wire, part: string, name: string, content: string) => ({
  uploads: new Map([[part, [{ ...(await world.upload(name, content)), contentType: `text/x-${name}` }]]]),
});

/** Makes one of everything in the organisation of a person. */
export async function fillTenant(wire: Wire, person: Person, word: string): Promise<References> {
  const template = await someTemplate(wire.world, person, templateOf(word));
  const { alertFile, alertId } = await fillAlerts(wire, person, word);
  const ofCases = await fillCases(wire, person, word);
  const inside = await someAlert(wire.world, person, { sourceRef: `${word}-inside`, ...texts(word) });
  const merging = { caseId: ofCases.caseId[0], alertIds: [inside], how: 'merge' };
  await wire.world.run(person, mergeAlerts, merging);
  const ofRuns = await fillRuns(wire, person, word, ofCases);
  const ofWorkspace = await fillWorkspace(wire, person, word, template);
  const ofReports = await fillReports(wire, person, word, String(ofCases.caseId[0]));
  const procedureId = await fillProcedures(wire, person, word, alertId, ofCases.caseId);
  const ofPages = await fillPages(wire, person, word, { template, caseId: String(ofCases.caseId[0]) });
  return {
    ...ofCases,
    ...ofRuns,
    ...ofWorkspace,
    ...ofPages,
    ...ofReports,
    procedureId,
    alertId: [...alertId, inside],
    attachmentId: [...ofCases.attachmentId, alertFile, ...ofPages.freeFile, ...(ofReports.imageId ?? [])],
    alertOrCaseId: [...alertId, ...ofCases.caseId],
  };
}

async function fillAlerts(wire: Wire, person: Person, word: string) {
  const { world } = wire;
  const key = { type: `${word}-type`, source: `${word}-source`, sourceRef: `${word}-reference` };
  const id = await someAlert(world, person, {
    ...key,
    ...texts(word),
    externalLink: `https://${word}.example/`,
    assignee: person.login,
    caseTemplate: `${word}-template`,
    observables: [datumOf(word), commonDatum],
  });
  await world.run(person, createComment, { alertId: id, message: `${word} comment` });
  const file = await filesIn(wire, 'attachments', `${word}-alert.txt`, word);
  const [attachment = ''] = await world.run(person, addAlertAttachments, { id }, file);
  const gone = await someAlert(world, person, { sourceRef: `${word}-gone`, ...texts(word) });
  await world.run(person, deleteAlerts, { id: gone });
  await answeredOnce(wire, person, { ...texts(word), ...key, sourceRef: `${word}-once` });
  const merged = await someAlert(world, person, {
    sourceRef: `${word}-merged`,
    ...texts(word),
    tags: [`${word}-ns:${word}-merged="${word}"`],
  });
  const caseId = await someCase(world, person, texts(word));
  await world.run(person, mergeAlerts, { caseId, alertIds: [merged], how: 'merge' });
  return {
    alertId: [id, gone, merged, `${key.type};${key.source};${key.sourceRef}`],
    alertFile: `~${attachment}`,
  };
}

/** Makes an alert by a request that may be repeated: its answer is kept. The key is the same everywhere. */
async function answeredOnce({ send }: Wire, person: Person, body: RawObject): Promise<void> {
  const headers = { 'idempotency-key': 'the-same-key-everywhere' };
  const { status, text } = await send('POST', '/api/v1/alert', { as: person, body, headers });
  if (status !== 201) throw new Error(`The alert is not made: ${text}`);
}

async function fillCases(wire: Wire, person: Person, word: string) {
  const { world } = wire;
  const id = await someCase(world, person, { ...texts(word), caseTemplate: `${word}-template` });
  const second = await wire.person(person.organisation, 'analyst', `${word}-second@tenant.test`);
  await world.run(person, updateCases, { id, title: `${word} second title`, assignee: second.login });
  const taskId = await someTask(world, person, id, {
    title: `${word} task`,
    description: `${word} description`,
    group: `${word} group`,
  });
  await someTask(world, person, id, { title: `${word} waiting` });
  const log = await world.run(person, createLog, { taskId, message: `${word} log` });
  const logId = `~${log.id}`;
  const logFile = await filesIn(wire, 'attachments', `${word}-log.txt`, `${word} log`);
  await world.run(person, addLogAttachments, { id: logId }, logFile);
  await world.run(person, createComment, { caseId: id, message: `${word} comment` });
  await world.run(second, createComment, { caseId: id, message: `${word} calls @${person.login}` });
  await world.run(second, notePresence, { place: { object: id, field: 'title' }, doing: 'editing' });
  const caseFile = await filesIn(wire, 'attachments', `${word}-case.txt`, commonContent);
  const [attachment = ''] = await world.run(person, addCaseAttachments, { id }, caseFile);
  await world.run(person, createObservables, { caseId: id, ...datumOf(word) });
  await world.run(person, createObservables, { caseId: id, ...commonDatum });
  const sample = await filesIn(wire, 'attachment', `${word}-sample.bin`, `${word} sample`);
  const raw = { caseId: id, dataType: 'file', attachment: 'attachment', message: `${word} file` };
  const observed = await world.run(person, createObservables, raw, sample);
  await world.run(person, addExternalLink, { id, type: `${word} page`, url: `https://${word}.example/` });
  const twin = await someCase(world, person, texts(word));
  await world.run(person, addCaseLink, { id, type: `${word} twin`, caseId: twin });
  const gone = await someCase(world, person, texts(word));
  await world.run(person, deleteCase, { id: gone });
  const observableId = await someObservable(world, person, id, {
    data: '203.0.113.9',
    message: `${word} run`,
  });
  return {
    caseId: [id, gone, await numberOf(wire, id)],
    taskId: [taskId],
    logId: [logId],
    observableId: [observableId, `~${observed.created[0]}`],
    attachmentId: [
      `~${attachment}`,
      `~${observed.created[0]}`,
      String(sample.uploads.get('attachment')?.[0]?.id),
      String(caseFile.uploads.get('attachments')?.[0]?.id),
    ],
  };
}

async function numberOf({ world }: Wire, id: string): Promise<string> {
  const [row] = await world.stored('select number from skep."case" where id = $1', [id.slice(1)]);
  return String(row?.number);
}

/** Runs of neurons, one that succeeded and one that failed. */
async function fillRuns(
  wire: Wire,
  person: Person,
  word: string,
  { observableId, caseId }: { readonly observableId: readonly string[]; readonly caseId: readonly string[] },
) {
  const { world } = wire;
  const [observable = ''] = observableId;
  const [root = ''] = caseId;
  const sealed = {
    configuration: { sealed: JSON.stringify({ note: `${word} setting` }) },
    secretsSince: { key: { at: 1, by: `${word} setter` } },
  };
  const named = (kind: 'analyzer' | 'responder') => ({ name: `${word}-${kind}`, ...sealed });
  const analyzer = await someNeuron(world, person, 'analyzer', {
    ...named('analyzer'),
    definition: { id: `${word}_1_0`, kind: 'analyzer', dataTypes: ['ip', 'file', `${word}-type`] },
  });
  const responder = {
    id: `${word}_2_0`,
    kind: 'responder',
    dataTypes: ['thehive:case', 'thehive:case_task'],
  };
  const blocker = await someNeuron(world, person, 'responder', {
    ...named('responder'),
    definition: responder,
  });
  await world.run(person, setBaseConfiguration, { name: `${word}-base`, ...sealed });
  const parameters = { note: `${word} parameter` };
  const done = await someJob(world, person, `${word}-analyzer`, observable, { parameters });
  await finish(world, person, 'job', done, {
    report: { full: `${word} report` },
    reportTags: [{ level: 'info', namespace: word, predicate: 'p', value: `${word} result` }],
    artifacts: [{ ...datumOf(word), data: `${word}-found.example` }],
    operations: [{ type: 'AddTagToCase', tag: `${word}-job` }],
  });
  const failed = await someJob(world, person, `${word}-analyzer`, observable, { force: true });
  await finish(world, person, 'job', failed, { success: false, errorMessage: `${word} failure` });
  const asked = { responderId: `${word}-responder`, objectType: 'case', objectId: root, parameters };
  const [action = '', other = ''] = await world.run(person, requestActions, { actions: [asked, asked] });
  await finish(world, person, 'action', action, {
    report: { message: `${word} report` },
    operations: [{ type: 'AddTagToCase', tag: `${word}-action` }],
  });
  await finish(world, person, 'action', other, { success: false, errorMessage: `${word} failure` });
  const automationRuleId = await fillAutomation(world, person, word, root);
  const cortexServerId = await fillServer(world, person, word, observable, root);
  const webhookId = await fillWebhooks(world, person, word);
  const ofDirectRuns = await fillDirectRuns(wire, person, word);
  return {
    ...ofDirectRuns,
    automationRuleId,
    cortexServerId,
    webhookId,
    workerId: [analyzer, `${word}-analyzer`],
    jobId: [`~${done}`, `~${failed}`],
    actionId: [`~${action}`, `~${other}`],
    analyzerId: [analyzer, `${word}-analyzer`],
    responderId: [blocker, `${word}-responder`],
    neuronId: [analyzer, `${word}-analyzer`],
    entityId: [root, observable],
  };
}

/** A rule that has asked for a run, and that names an analyzer which is there no more. */
async function fillAutomation(
  world: World,
  person: Person,
  word: string,
  caseId: string,
): Promise<readonly string[]> {
  const definition = { id: `${word}_3_0`, kind: 'analyzer', dataTypes: ['ip'] };
  const gone = await someNeuron(world, person, 'analyzer', { name: `${word}-gone`, definition });
  const { id } = await world.run(person, createAutomationRule, {
    name: `${word} rule`,
    description: `${word} description`,
    active: true,
    analyzers: [`${word}-analyzer`, `${word}-gone`],
    dataTypes: ['ip', `${word}-type`],
    tags: [`${word}-tag`],
  });
  await world.run(person, disableNeuron, { id: gone });
  const observable = await someObservable(world, person, caseId, {
    data: '203.0.113.99',
    tags: [`${word}-tag`],
  });
  await world.run(person, fireAutomationRule, { id: `~${id}`, observableIds: [observable.slice(1)] });
  return [`~${id}`, `${word} rule`];
}

/** A Cortex server with a neuron of each kind that has been run. */
async function fillServer(
  world: World,
  person: Person,
  word: string,
  observable: string,
  caseId: string,
): Promise<readonly string[]> {
  const name = `${word}-cortex`;
  const { id } = await world.run(person, createCortexServer, {
    name,
    address: `https://${word}.cortex.example`,
    apiKey: { sealed: `${word} key` },
    certificateAuthority: `${word} certificate`,
  });
  const system = systemActor(person.organisation);
  const state = { status: 'Error', statusReason: `${word} reason`, cortexVersion: `${word} version` };
  await world.run(system, noteCortexServer, { id, ...state });
  const neuron = (kind: string, dataTypes: readonly string[]) => ({
    name: `${word}-far-${kind}`,
    kind,
    definitionId: `${word}_4_0`,
    dataTypes: [...dataTypes, `${word}-type`],
    facts: { workerId: `${word} worker`, version: '1.0', description: `${word} description` },
  });
  const neurons = [neuron('analyzer', ['ip']), neuron('responder', ['thehive:case'])];
  await world.run(system, setServerNeurons, { serverId: id, cortexId: name, neurons });
  const job = await someJob(world, person, `${word}-far-analyzer`, observable, { force: true });
  const action = await someAction(world, person, `${word}-far-responder`, 'case', caseId);
  for (const run of [{ kind: 'job', id: job } as const, { kind: 'action', id: action } as const]) {
    await world.run(person, startRun, run);
    await world.run(system, noteRemoteRun, { ...run, serverRunId: `${word} run` });
  }
  return [`~${id}`, name];
}

/** A webhook, and one of its deliveries that was answered with the word. */
async function fillWebhooks(world: World, person: Person, word: string): Promise<readonly string[]> {
  const id = await someWebhook(world, person, {
    name: `${word} webhook`,
    url: `https://${word}.example/in`,
    authentication: 'basic',
    authenticationName: word,
    authenticationSecret: word,
    signingSecret: `${word} is used for signing`,
  });
  const [deliveryId] = await world.dependencies.ids.take(1);
  await world.dependencies.database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run({
      sql: `insert into skep.webhook_delivery (organisation_id, id, webhook_id, record_id, lane_id, action, object_type, object_id,
          happened_at, created_at, queued, state, fault, answer)
        values ($1, $2, $3, 0, 0, 'create', 'Case', $1, now(), now(), true, 'Failed', 'answered', $4)`,
      parameters: [person.organisation.id, deliveryId, id.slice(1), `${word} answer`],
    });
  });
  return [id, `${word} webhook`];
}

/** Runs on data that belong to no case, one on a value and one on a file. */
async function fillDirectRuns(wire: Wire, person: Person, word: string) {
  const { world } = wire;
  const said = { message: `${word} message`, label: `${word} label`, parameters: { note: word } };
  const typed = { dataType: `${word}-type`, data: `${word} datum`, ...said };
  const done = await someDirectRun(world, person, `${word}-analyzer`, typed);
  const found = { dataType: 'domain', data: `${word}-found.example` };
  await finish(world, person, 'directRun', done, { report: { full: `${word} report`, artifacts: [found] } });
  const { uploads } = await filesIn(wire, 'attachment', `${word}-direct.txt`, `${word} direct`);
  const failed = await someDirectRun(world, person, `${word}-analyzer`, said, uploads);
  await finish(world, person, 'directRun', failed, { success: false, errorMessage: `${word} failure` });
  return {
    runId: [`~${done}`, `~${failed}`],
    hash: [String(uploads.get('attachment')?.[0]?.id)],
    organizationId: [person.organisation.name],
  };
}

async function fillWorkspace(
  { world, access, ...wire }: Wire,
  person: Person,
  word: string,
  template: string,
) {
  const tagSql = 'select id from skep.tag where predicate = $1';
  const [tag] = await world.stored(tagSql, [`${word}-tag`]);
  await world.run(person, updateTag, { id: `~${String(tag?.id)}`, description: `${word} meaning` });
  const view = {
    name: `${word} view`,
    entity: 'Alert',
    filter: { title: word },
    listOptions: { note: word },
    sortList: [`-${word}`],
    showColumns: [word],
    isShared: true,
  };
  const from = { source: `${word} source`, kind: 'view', id: `${word} id`, updatedAt: undefined };
  const { id: viewId } = await world.run(person, takingOver(createView, from), view);
  await world.run(person, saveDraft, { place: `${word}-place`, content: { text: word } });
  await world.run(person, noteVisit, { place: `${word}-place` });
  const colleague = await wire.person(person.organisation, 'analyst', `${word}-colleague@tenant.test`);
  const picture = pictureWith(word);
  await world.run(person, updateUser, { id: `~${colleague.userId}`, avatar: picture });
  const owner = { userId: String(colleague.userId), createdBy: person.login, name: `${word} key` };
  await access.keys.create(owner, async () => undefined);
  return {
    id: [template, `${word}-template`, `~${String(tag?.id)}`],
    tagId: [`~${String(tag?.id)}`],
    caseTemplateId: [template, `${word}-template`],
    viewId: [`~${viewId}`],
    place: [`${word}-place`],
    orgId: [`~${person.organisation.id}`, person.organisation.name],
    userId: [`~${colleague.userId}`, colleague.login],
    file: [hashOf(picture)],
  };
}

/** Techniques that were seen in a case and in an alert. */
async function fillProcedures(
  { world }: Wire,
  person: Person,
  word: string,
  [alertId = '']: readonly string[],
  [caseId = '']: readonly string[],
): Promise<string[]> {
  const described = { description: `${word} procedure` };
  return [
    await someProcedure(world, person, { caseId, ...described }),
    await someProcedure(world, person, { alertId, ...described }),
  ];
}

/** Pages of a case, of the knowledge base and of a template, what is put into a timeline, dashboards, settings and free files. */
async function fillPages(
  wire: Wire,
  person: Person,
  word: string,
  { template, caseId }: { readonly template: string; readonly caseId: string },
) {
  const { world } = wire;
  const page = { title: `${word} page`, content: `${word} content`, category: `${word} category` };
  const ofCase = await world.run(person, createCasePage, { caseId, ...page });
  const ofKnowledge = await world.run(person, createKnowledgePage, page);
  const pageTemplate = await world.run(person, createPageTemplate, page);
  await world.run(person, linkPageTemplates, { id: template, pageTemplateIds: [`~${pageTemplate.id}`] });
  const happened = { title: `${word} event`, description: `${word} description`, date: 1, endDate: 2 };
  const event = await world.run(person, createCustomEvent, { caseId, ...happened });
  const dashboard = {
    title: `${word} dashboard`,
    group: `${word} group`,
    description: word,
    definition: { note: word },
  };
  const shared = await world.run(person, createDashboard, { ...dashboard, status: 'Shared' });
  const own = await world.run(person, createDashboard, { ...dashboard, status: 'Private' });
  await world.run(person, setUserSetting, { path: `${word}-path`, value: { note: word } });
  const file = await filesIn(wire, 'attachments', `${word}-free.png`, `${word} free`);
  const [free = ''] = await world.run(person, addOrganisationFiles, {}, file);
  return {
    pageId: [`~${ofCase.id}`, `~${ofKnowledge.id}`],
    pageTemplateId: [`~${pageTemplate.id}`],
    eventId: [`~${event.id}`],
    customEventId: [`~${event.id}`],
    dashboardId: [`~${shared.id}`, `~${own.id}`],
    path: [`${word}-path`],
    freeFile: [`~${free}`, String(file.uploads.get('attachments')?.[0]?.id)],
  };
}
