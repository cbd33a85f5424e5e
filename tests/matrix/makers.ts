/** Makes the objects that calls are made on, each new, by somebody of the first organisation who is none of the callers. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mergeAlerts } from '../../server/src/commands/alert/merge-alerts.ts';
import { exportCase } from '../../server/src/commands/archive/export-case.ts';
import { addExternalLink } from '../../server/src/commands/case/case-links.ts';
import { shareCase } from '../../server/src/commands/case/share-commands.ts';
import type { Command } from '../../server/src/commands/frame/command.ts';
import { deleteAlerts, deleteCase } from '../../server/src/commands/frame/delete-objects.ts';
import { createObservables } from '../../server/src/commands/observable/observable-commands.ts';
import { createView } from '../../server/src/commands/own/workspace-commands.ts';
import { createAutomationRule } from '../../server/src/commands/run/automation-rule-commands.ts';
import { createCortexServer } from '../../server/src/commands/run/cortex-server-commands.ts';
import { systemActor } from '../../server/src/commands/settings/first-start.ts';
import { createOrganisation } from '../../server/src/commands/settings/organisation-commands.ts';
import { updateUser } from '../../server/src/commands/settings/people-commands.ts';
import * as reference from '../../server/src/commands/settings/reference-commands.ts';
import { createComment, createLog } from '../../server/src/commands/task/log-commands.ts';
import {
  addAlertAttachments,
  addCaseAttachments,
  addLogAttachments,
} from '../../server/src/commands/value/attachments.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import { someAlert, someTemplate } from '../support/triage.ts';
import type { Person, Wire } from '../support/wire.ts';
import {
  finish,
  share,
  someAction,
  someCase,
  someDirectRun,
  someJob,
  someNeuron,
  someObservable,
  someTask,
  someWebhook,
} from '../support/work.ts';
import { dot } from './dot.ts';
import { knowledgeMakers } from './makers-knowledge.ts';
import { pageMakers } from './makers-pages.ts';
import { reportMakers } from './makers-reports.ts';

/** The organisation that is linked with the first one, so that cases can be shared with it. */
export const partnerName = 'partner';
/** Names of the neurons that are enabled in each organisation. */
export const analyzerName = 'Lookup';
export const responderName = 'Block';
/** A custom field of the platform. */
export const fieldName = 'business-unit';
/** Password of archives of cases. */
export const archivePassword = 'open sesame';
/** A password that the policy accepts. */
export const goodPassword = 'correct horse battery staple';

/** A file that hangs on an object. All ids here and below are those of the wire. */
export interface AttachedFile {
  readonly holder: string;
  readonly attachment: string;
}

/** What can be made. */
export type Makers = ReturnType<typeof createMakers>;

/** Makers over a server. */
export function createMakers(wire: Wire, maker: Person) {
  return {
    maker,
    world: wire.world,
    /** A text that nobody has used. */
    text: (): string => `text-${randomUUID()}`,
    login: (): string => `${randomUUID()}@main.test`,
    ...rootMakers(wire, maker),
    ...contentMakers(wire, maker),
    ...runMakers(wire, maker),
    ...platformMakers(wire, maker),
    ...accountMakers(wire, maker),
    ...pageMakers(wire, maker),
    ...knowledgeMakers(wire, maker),
    ...reportMakers(wire, maker),
  };
}

function rootMakers({ world }: Wire, maker: Person) {
  const alert = (raw: RawObject = {}) => someAlert(world, maker, raw);
  const aCase = (raw: RawObject = {}) => someCase(world, maker, raw);
  return {
    alert,
    case: aCase,
    async caseNumber() {
      const [row] = await world.stored('select number from skep."case" where id = $1', [
        (await aCase()).slice(1),
      ]);
      return String(row?.number);
    },
    /** A case and an alert with the same observable. */
    async similar() {
      const [caseId, alertId] = [await aCase(), await alert()];
      const datum = { dataType: 'domain', data: `${randomUUID()}.example` };
      await world.run(maker, createObservables, { caseId, ...datum });
      await world.run(maker, createObservables, { alertId, ...datum });
      const twin = await aCase();
      await world.run(maker, createObservables, { caseId: twin, ...datum });
      return { caseId, alertId };
    },
    async mergedAlert() {
      const [caseId, alertId] = [await aCase(), await alert()];
      await world.run(maker, mergeAlerts, { caseId, alertIds: [alertId], how: 'merge' });
      return { caseId, alertId };
    },
    async linkedCase() {
      const id = await aCase();
      await world.run(maker, addExternalLink, { id, type: 'Ticket', url: 'https://tickets.example/7' });
      return id;
    },
    /** An archive of a case. */
    async archive(): Promise<Buffer> {
      const found = { op: 'get', entity: 'case', id: (await aCase()).slice(1) } as const;
      const archive = await exportCase(world.dependencies, maker, found, archivePassword);
      const bytes = await readFile(archive.path);
      await archive.release();
      return bytes;
    },
    async deletedAlert() {
      const id = await alert();
      await world.run(maker, deleteAlerts, { id });
      return id;
    },
    async deletedCase() {
      const id = await aCase();
      await world.run(maker, deleteCase, { id });
      return id;
    },
    /** A case with a value of a custom field. */
    async fieldValue() {
      const caseId = await aCase({ customFields: { [fieldName]: 'sales' } });
      return firstId(world, 'custom_field_value', 'entity_id', caseId);
    },
    /** A case that is shared with the partner, with a task and an observable. */
    async sharedCase() {
      const caseId = await aCase();
      const taskId = await someTask(world, maker, caseId);
      const observableId = await someObservable(world, maker, caseId);
      await share(world, maker, caseId, { name: partnerName });
      const [row] = await world.stored('select id from skep.share where entity_id = $1 and not owner', [
        caseId.slice(1),
      ]);
      return { caseId, taskId, observableId, shareId: `~${String(row?.id)}` };
    },
    /** A case whose task and observable are not shared, although the partner has the case. */
    async halfSharedCase() {
      const caseId = await aCase();
      const shares = [{ organisation: partnerName, profile: 'analyst' }];
      await world.run(maker, shareCase, { id: caseId, shares });
      const inside = {
        taskId: await someTask(world, maker, caseId),
        observableId: await someObservable(world, maker, caseId),
      };
      return { caseId, ...inside };
    },
  };
}

function contentMakers({ world }: Wire, maker: Person) {
  const task = async () => someTask(world, maker, await someCase(world, maker));
  const log = async () =>
    `~${(await world.run(maker, createLog, { taskId: await task(), message: 'Seen' })).id}`;
  const upload = async (name: string) => ({
    uploads: new Map([['attachments', [await world.upload(name, randomUUID())]]]),
  });
  const attached = async (
    command: Command<{ reference: string; canRename: boolean }, readonly string[]>,
    holder: string,
  ): Promise<AttachedFile> => {
    const [id] = await world.run(maker, command, { id: holder }, await upload('report.txt'));
    return { holder, attachment: `~${id}` };
  };
  return {
    task,
    log,
    /** A case with a task, in which a log was written. */
    async workedCase(): Promise<{ readonly caseId: string; readonly taskId: string }> {
      const caseId = await someCase(world, maker);
      const taskId = await someTask(world, maker, caseId);
      await world.run(maker, createLog, { taskId, message: 'Seen' });
      return { caseId, taskId };
    },
    observable: async () => someObservable(world, maker, await someCase(world, maker)),
    /** One of the observables of a case. */
    observableOf: (caseId: string) => firstId(world, 'observable', 'case_id', caseId),
    comment: async () =>
      `~${(await world.run(maker, createComment, { caseId: await someCase(world, maker), message: 'So' })).id}`,
    /** A mention of somebody of the first organisation. */
    async mention(mentioned: Person): Promise<string> {
      const caseId = await someCase(world, maker);
      const { id } = await world.run(maker, createComment, { caseId, message: `@${mentioned.login}` });
      return firstId(world, 'mention', 'object_id', `~${id}`);
    },
    fileOn: {
      case: async () => attached(addCaseAttachments, await someCase(world, maker)),
      alert: async () => attached(addAlertAttachments, await someAlert(world, maker)),
      log: async () => attached(addLogAttachments, await log()),
    },
    /** An observable that is a file; its attachment is named by content. */
    async fileObservable(): Promise<AttachedFile> {
      const file = await world.upload('sample.bin', randomUUID());
      const caseId = await someCase(world, maker);
      const input = { caseId, dataType: 'file', attachment: 'attachment' };
      const uploads = new Map([['attachment', [file]]]);
      const { created } = await world.run(maker, createObservables, input, { uploads });
      return { holder: `~${created[0]}`, attachment: file.id };
    },
  };
}

function runMakers({ world }: Wire, maker: Person) {
  const job = async () => {
    const caseId = await someCase(world, maker);
    return someJob(world, maker, analyzerName, await someObservable(world, maker, caseId));
  };
  return {
    job: async () => `~${await job()}`,
    /** A job that has found something. */
    async finishedJob() {
      const id = await job();
      const artifacts = [{ dataType: 'domain', data: `${randomUUID()}.example` }];
      await finish(world, maker, 'job', id, { artifacts });
      return `~${id}`;
    },
    /** An action on a case. */
    async action() {
      const caseId = await someCase(world, maker);
      return { caseId, id: `~${await someAction(world, maker, responderName, 'case', caseId)}` };
    },
    neuron: () => someNeuron(world, maker, 'analyzer', { name: randomUUID() }),
    async automationRule() {
      const rule = { name: randomUUID(), analyzers: [analyzerName] };
      return `~${(await world.run(maker, createAutomationRule, rule)).id}`;
    },
    async cortexServer() {
      const raw = { name: randomUUID(), address: 'http://127.0.0.1:1', apiKey: { sealed: 'a key' } };
      return `~${(await world.run(maker, createCortexServer, raw)).id}`;
    },
    webhook: (raw: RawObject = {}) => someWebhook(world, maker, { name: randomUUID(), ...raw }),
    responder: () => someNeuron(world, maker, 'responder', { name: randomUUID() }),
    /** A run on a datum that belongs to nothing. */
    directRun: async () => `~${await someDirectRun(world, maker, analyzerName, { force: true })}`,
    /** One that has found something. */
    async endedDirectRun() {
      const id = await someDirectRun(world, maker, analyzerName, { force: true });
      const artifacts = [{ dataType: 'domain', data: 'a.example' }];
      await finish(world, maker, 'directRun', id, { report: { artifacts } });
      return `~${id}`;
    },
    /** The content hash of a file that a run was given. */
    async directFile() {
      const file = await world.upload('sample.bin', randomUUID());
      await someDirectRun(world, maker, analyzerName, {}, new Map([['data', [file]]]));
      return file.id;
    },
  };
}

function platformMakers({ world }: Wire, maker: Person) {
  const administrator = systemActor(world.organisations.admin);
  const made = async <I>(command: Command<I, { id: string }>, raw: RawObject): Promise<string> =>
    `~${(await world.run(administrator, command, raw)).id}`;
  const unique = () => randomUUID().slice(0, 30);
  return {
    organisation: async () => {
      const { id } = await world.run(administrator, createOrganisation, { name: unique(), description: 'D' });
      return `~${id}`;
    },
    organisationName: async () => {
      const name = unique();
      await world.run(administrator, createOrganisation, { name, description: 'D' });
      return name;
    },
    observableType: () => made(reference.createObservableType, { name: unique() }),
    observableTypeNamed: (name: string) => made(reference.createObservableType, { name }),
    customField: () =>
      made(reference.createCustomField, { name: unique(), group: 'g', description: 'D', type: 'string' }),
    caseStatus: () => made(reference.createCaseStatus, { value: unique(), stage: 'InProgress' }),
    alertStatus: () => made(reference.createAlertStatus, { value: unique(), stage: 'InProgress' }),
    profile: () => made(reference.createProfile, { name: unique(), permissions: ['manageTask'] }),
    template: () => someTemplate(world, maker, { name: unique() }),
    async tag() {
      const predicate = unique();
      await someAlert(world, maker, { tags: [predicate] });
      return firstId(world, 'tag', 'predicate', `~${predicate}`);
    },
    /** A saved view of a person. */
    async view(owner: Person, isShared: boolean) {
      const listOptions = { itemsPerPage: 30, listAsGroup: false, autoRefresh: true, statsIsOpen: false };
      const raw = { name: 'Mine', entity: 'Alert', filter: {}, listOptions, isShared };
      return `~${(await world.run(owner, createView, raw)).id}`;
    },
  };
}

function accountMakers(wire: Wire, maker: Person) {
  const login = () => `${randomUUID()}@main.test`;
  const user = () => wire.person(maker.organisation, 'analyst', login());
  const setPassword = (person: Person) =>
    wire.access.passwords.set(String(person.userId), goodPassword, async () => undefined);
  return {
    user,
    password: setPassword,
    userWithPassword: async () => {
      const person = await user();
      await setPassword(person);
      return person;
    },
    async userWithPicture() {
      const person = await user();
      await wire.world.run(person, updateUser, { id: `~${person.userId}`, avatar: dot });
      return person;
    },
    namedKey: async (owner: Person) => {
      const wanted = { userId: String(owner.userId), createdBy: owner.login, name: randomUUID() };
      return `~${(await wire.access.keys.create(wanted, async () => undefined)).id}`;
    },
    /** The public id of a session of somebody, who gets a password. */
    async session(owner: Person): Promise<string> {
      await setPassword(owner);
      await wire.access.signIn({ login: owner.login, password: goodPassword });
      const [session] = await wire.access.sessions(String(owner.userId), undefined);
      return String(session?.id);
    },
    setupToken: () => wire.access.setupLinks.create(),
  };
}

/** The wire id of the row that a column leads to; a wire id stands for its digits. */
async function firstId(world: Wire['world'], table: string, column: string, value: string): Promise<string> {
  const [row] = await world.stored(`select id from skep.${table} where ${column} = $1`, [value.slice(1)]);
  if (row === undefined) throw new Error(`No ${table} has ${column} ${value}`);
  return `~${String(row.id)}`;
}
