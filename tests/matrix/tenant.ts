/** Fills an organisation with one of everything; a word stands in every text, name, file and setting of it. */
import {
  addAlertAttachments,
  addCaseAttachments,
  addLogAttachments,
} from '../../server/src/commands/attachments.ts';
import { deleteAlerts, deleteCase } from '../../server/src/commands/delete-objects.ts';
import { createComment, createLog } from '../../server/src/commands/log-commands.ts';
import { mergeAlerts } from '../../server/src/commands/merge-alerts.ts';
import { setBaseConfiguration } from '../../server/src/commands/neuron-commands.ts';
import { createObservables } from '../../server/src/commands/observable-commands.ts';
import { updateTag } from '../../server/src/commands/tag-commands.ts';
import { createView, saveDraft } from '../../server/src/commands/workspace-commands.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import { someAlert, someTemplate } from '../support/triage.ts';
import type { Person, Wire } from '../support/wire.ts';
import {
  finish,
  someAction,
  someCase,
  someJob,
  someNeuron,
  someObservable,
  someTask,
} from '../support/work.ts';
import { fieldName } from './makers.ts';
import type { References } from './probes.ts';

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

const datumOf = (word: string): RawObject => ({
  dataType: 'domain',
  data: `${word}.example`,
  message: `${word} message`,
  tags: [`${word}-observable-tag`],
});

/** Files under a name, as they come with a request. */
const filesIn = async ({ world }: Wire, part: string, name: string, content: string) => ({
  uploads: new Map([[part, [await world.upload(name, content)]]]),
});

/** Makes one of everything in the organisation of a person. */
export async function fillTenant(wire: Wire, person: Person, word: string): Promise<References> {
  const ofAlerts = await fillAlerts(wire, person, word);
  const ofCases = await fillCases(wire, person, word);
  const ofRuns = await fillRuns(wire, person, word, ofCases);
  const ofWorkspace = await fillWorkspace(wire, person, word);
  return {
    ...ofAlerts,
    ...ofCases,
    ...ofRuns,
    ...ofWorkspace,
    alertOrCaseId: [...ofAlerts.alertId, ...ofCases.caseId],
  };
}

async function fillAlerts(wire: Wire, person: Person, word: string) {
  const { world } = wire;
  const key = { type: `${word}-type`, source: `${word}-source`, sourceRef: `${word}-reference` };
  const id = await someAlert(world, person, {
    ...key,
    ...texts(word),
    externalLink: `https://${word}.example/`,
    observables: [datumOf(word), commonDatum],
  });
  await world.run(person, createComment, { alertId: id, message: `${word} comment` });
  await world.run(
    person,
    addAlertAttachments,
    { id },
    await filesIn(wire, 'attachments', `${word}-alert.txt`, word),
  );
  const gone = await someAlert(world, person, { sourceRef: `${word}-gone`, ...texts(word) });
  await world.run(person, deleteAlerts, { id: gone });
  const merged = await someAlert(world, person, { sourceRef: `${word}-merged`, ...texts(word) });
  const caseId = await someCase(world, person, texts(word));
  await world.run(person, mergeAlerts, { caseId, alertIds: [merged], how: 'merge' });
  return { alertId: [id, gone, merged, `${key.type};${key.source};${key.sourceRef}`] };
}

async function fillCases(wire: Wire, person: Person, word: string) {
  const { world } = wire;
  const id = await someCase(world, person, texts(word));
  const taskId = await someTask(world, person, id, {
    title: `${word} task`,
    description: `${word} description`,
    group: `${word} group`,
  });
  const log = await world.run(person, createLog, { taskId, message: `${word} log` });
  const logId = `~${log.id}`;
  const logFile = await filesIn(wire, 'attachments', `${word}-log.txt`, `${word} log`);
  await world.run(person, addLogAttachments, { id: logId }, logFile);
  await world.run(person, createComment, { caseId: id, message: `${word} comment` });
  const caseFile = await filesIn(wire, 'attachments', `${word}-case.txt`, commonContent);
  const [attachment = ''] = await world.run(person, addCaseAttachments, { id }, caseFile);
  await world.run(person, createObservables, { caseId: id, ...datumOf(word) });
  await world.run(person, createObservables, { caseId: id, ...commonDatum });
  const sample = await filesIn(wire, 'attachment', `${word}-sample.bin`, `${word} sample`);
  const raw = { caseId: id, dataType: 'file', attachment: 'attachment', message: `${word} file` };
  const observed = await world.run(person, createObservables, raw, sample);
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
  { world }: Wire,
  person: Person,
  word: string,
  { observableId, caseId }: { readonly observableId: readonly string[]; readonly caseId: readonly string[] },
) {
  const [observable = ''] = observableId;
  const [root = ''] = caseId;
  const sealed = { configuration: { sealed: `${word} setting` } };
  const analyzer = await someNeuron(world, person, 'analyzer', { name: `${word}-analyzer`, ...sealed });
  await someNeuron(world, person, 'responder', { name: `${word}-responder`, ...sealed });
  await world.run(person, setBaseConfiguration, { name: `${word}-base`, ...sealed });
  const parameters = { note: `${word} parameter` };
  const done = await someJob(world, person, `${word}-analyzer`, observable, { parameters });
  await finish(world, person, 'job', done, {
    report: { full: `${word} report` },
    reportTags: [{ level: 'info', namespace: word, predicate: 'p', value: `${word} result` }],
    artifacts: [{ ...datumOf(word), data: `${word}-found.example` }],
  });
  const failed = await someJob(world, person, `${word}-analyzer`, observable, { force: true });
  await finish(world, person, 'job', failed, { success: false, errorMessage: `${word} failure` });
  const action = await someAction(world, person, `${word}-responder`, 'case', root);
  await finish(world, person, 'action', action, { report: { message: `${word} report` } });
  return {
    jobId: [`~${done}`, `~${failed}`],
    analyzerId: [analyzer, `${word}-analyzer`],
    entityId: [root, observable],
  };
}

async function fillWorkspace({ world, access, ...wire }: Wire, person: Person, word: string) {
  const { title: _, ...fields } = texts(word);
  const template = await someTemplate(world, person, {
    ...fields,
    name: `${word}-template`,
    displayName: `${word} template`,
    titlePrefix: word,
    tasks: [{ title: `${word} model task`, description: word }],
  });
  const tagSql = 'select id from skep.tag where predicate = $1';
  const [tag] = await world.stored(tagSql, [`${word}-tag`]);
  await world.run(person, updateTag, { id: `~${String(tag?.id)}`, description: `${word} meaning` });
  const view = {
    name: `${word} view`,
    entity: 'Alert',
    filter: { title: word },
    listOptions: {},
    isShared: true,
  };
  const { id: viewId } = await world.run(person, createView, view);
  await world.run(person, saveDraft, { place: `${word}-place`, content: { text: word } });
  const colleague = await wire.person(person.organisation, 'analyst', `${word}-colleague@tenant.test`);
  const owner = { userId: String(colleague.userId), createdBy: person.login, name: `${word} key` };
  await access.keys.create(owner, async () => undefined);
  return {
    id: [template, `${word}-template`, `~${String(tag?.id)}`],
    viewId: [`~${viewId}`],
    orgId: [`~${person.organisation.id}`, person.organisation.name],
    userId: [`~${colleague.userId}`, colleague.login],
  };
}
