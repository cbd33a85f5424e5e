/** An instance with one of everything that an import takes over, for its tests. */

import { createAlert } from '../../server/src/commands/alert/create-alert.ts';
import { importAlert } from '../../server/src/commands/alert/import-alert.ts';
import { setCaseAccess } from '../../server/src/commands/case/case-access.ts';
import { createCaseTemplate } from '../../server/src/commands/case/case-template-commands.ts';
import { createCustomEvent } from '../../server/src/commands/case/custom-event-commands.ts';
import { updateCases } from '../../server/src/commands/case/update-cases.ts';
import { createCasePage } from '../../server/src/commands/knowledge/page-commands.ts';
import { createObservables } from '../../server/src/commands/observable/observable-commands.ts';
import { systemActor } from '../../server/src/commands/settings/first-start.ts';
import { createUser, lockUser, updateUser } from '../../server/src/commands/settings/people-commands.ts';
import {
  createAlertStatus,
  createCaseStatus,
  createObservableType,
  createProfile,
} from '../../server/src/commands/settings/reference-commands.ts';
import { createComment, createLog } from '../../server/src/commands/task/log-commands.ts';
import { updateTasks } from '../../server/src/commands/task/update-tasks.ts';
import {
  addAlertAttachments,
  addCaseAttachments,
  addLogAttachments,
} from '../../server/src/commands/value/attachments.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import { adminOrganisation } from '../../server/src/model/actor.ts';
import { pictureWith } from '../matrix/dot.ts';
import { importFile, someBundle, someProcedure } from './attack.ts';
import { someField } from './triage.ts';
import type { Person, Wire } from './wire.ts';
import { share, someCase, someObservable, someTask } from './work.ts';

/** Custom fields of each type, and a value for each. */
export const fieldValues = {
  unit: 'sales',
  hosts: 3,
  score: 0.5,
  confirmed: true,
  seen: Date.UTC(2026, 0, 10),
  ticket: 'https://tickets.example/1',
} as const;
const fieldTypes = {
  unit: 'string',
  hosts: 'integer',
  score: 'float',
  confirmed: 'boolean',
  seen: 'date',
  ticket: 'url',
} as const;

/** Fills the source; gives the person whose key an import uses: in both organisations, and an administrator of the platform. */
export async function fillSource(wire: Wire): Promise<Person> {
  const { world } = wire;
  const { first, admin } = world.organisations;
  const boss = systemActor(admin);
  const ann = await wire.person(first, 'org-admin', 'ann@main.test');
  const bob = await wire.person(first, 'analyst', 'bob@main.test');
  const zoe = await wire.person(first, 'analyst', 'zoe@main.test');
  const blue = await world.organisation('blue team', first);
  const bea = await wire.person(blue, 'org-admin', 'bea@blue.test');
  const ours = { login: ann.login, name: ann.login };
  await world.run(boss, createUser, { ...ours, profile: 'org-admin', organisation: blue.name });
  await world.run(boss, createUser, { ...ours, profile: 'admin', organisation: adminOrganisation });
  await fillLists(wire, ann);
  await fillMain(wire, { ann, bob, zoe });
  await fillBlue(wire, bea, ann);
  await world.run(boss, updateUser, { ids: [bob.login], avatar: pictureWith('bob') });
  await world.run(boss, lockUser, { id: zoe.login });
  return ann;
}

async function fillLists({ world }: Wire, ann: Actor): Promise<void> {
  const boss = systemActor(world.organisations.admin);
  for (const [name, type] of Object.entries(fieldTypes)) await someField(world, name, { type });
  await world.run(boss, createProfile, { name: 'reader of tasks', permissions: ['manageTask'] });
  await world.run(boss, createObservableType, { name: 'wallet' });
  await world.run(boss, createCaseStatus, { value: 'Escalated', stage: 'InProgress' });
  await world.run(boss, createAlertStatus, { value: 'Sleeping', stage: 'InProgress' });
  await importFile(world, someBundle);
  await world.run(ann, createCaseTemplate, {
    name: 'phishing',
    titlePrefix: 'P:',
    tags: ['from template'],
    tasks: [{ title: 'Ask the sender', group: 'first' }],
    customFields: { unit: null },
  });
}

interface People {
  readonly ann: Actor;
  readonly bob: Actor;
  readonly zoe: Actor;
}

async function filesIn({ world }: Wire, part: string, name: string, content: string) {
  return { uploads: new Map([[part, [await world.upload(name, content)]]]) };
}

/** An alert with files that became a case, which was worked on and closed. */
async function fillMain(wire: Wire, { ann, bob, zoe }: People): Promise<void> {
  const { world } = wire;
  const alert = await world.run(
    ann,
    createAlert,
    {
      type: 'siem',
      source: 'splunk',
      sourceRef: 'merged',
      title: 'Reported mail',
      description: 'Seen by three',
      tags: ['wave'],
      severity: 3,
      tlp: 4,
      date: world.clock.now - 3_600_000,
      customFields: fieldValues,
      observables: [
        { dataType: 'url', data: 'https://evil.example/login', tags: ['c2'], ioc: true },
        { dataType: 'file', attachment: 'sample', message: 'As it came' },
      ],
    },
    await filesIn(wire, 'sample', 'mail.eml', 'the reported mail'),
  );
  const alertId = `~${String(alert.values.id)}`;
  await world.run(
    ann,
    addAlertAttachments,
    { id: alertId },
    await filesIn(wire, 'attachments', 'raw.log', 'raw'),
  );
  await world.run(bob, createComment, { alertId, message: 'I take it' });
  world.clock.now += 60_000;
  const made = await world.run(bob, importAlert, { alert: alertId });
  const caseId = `~${made.id}`;
  const task = await someTask(world, zoe, caseId, { title: 'Contain', group: 'second', assignee: zoe.login });
  world.clock.now += 60_000;
  const log = await world.run(zoe, createLog, { taskId: task, message: 'Blocked' });
  await world.run(
    zoe,
    addLogAttachments,
    { id: `~${log.id}` },
    await filesIn(wire, 'attachments', 'proof.txt', 'blocked'),
  );
  await world.run(zoe, updateTasks, { ids: [task], status: 'Completed' });
  await someObservable(world, bob, caseId, { dataType: 'wallet', data: 'Wallet-1', tlp: 3, pap: 1 });
  const hidden = { caseId, dataType: 'file', attachment: 'attachment' };
  await world.run(
    bob,
    createObservables,
    hidden,
    await filesIn(wire, 'attachment', 'dropped.bin', 'dropped'),
  );
  await world.run(
    bob,
    addCaseAttachments,
    { id: caseId },
    await filesIn(wire, 'attachments', 'note.md', '# note'),
  );
  await world.run(bob, createComment, { caseId, message: 'Almost done' });
  await world.run(bob, createCasePage, { caseId, title: 'Findings', content: 'Much', category: 'notes' });
  await world.run(bob, createCustomEvent, { caseId, title: 'Phone call', date: world.clock.now });
  await someProcedure(world, bob, { caseId, description: 'By mail' });
  world.clock.now += 60_000;
  const closing = {
    status: 'TruePositive',
    impactStatus: 'WithImpact',
    summary: 'It was one',
    assignee: zoe.login,
  };
  await world.run(ann, updateCases, { ids: [caseId], ...closing });
}

/** An open case of the other organisation, shared with the first, and alerts in several states. */
async function fillBlue({ world }: Wire, bea: Actor, reader: Actor): Promise<void> {
  const gap = await someCase(world, bea, { title: 'Nobody worked on it', tags: [] });
  const caseId = await someCase(world, bea, {
    title: '查询 données',
    flag: true,
    customFields: { unit: 'support', hosts: 0 },
  });
  await world.run(bea, updateCases, { ids: [caseId], status: 'Escalated' });
  await someTask(world, bea, caseId, { title: 'Look', assignee: bea.login });
  await share(world, bea, caseId, world.organisations.first, 'read-only');
  await world.run(bea, createComment, { caseId: gap, message: 'Still nobody' });
  const access = { _kind: 'UserAccessKind', users: [bea.login, reader.login] };
  await world.run(bea, setCaseAccess, { id: gap, access });
  const alert = { type: 'edr', source: 'agent', title: 'Process', description: 'Unknown' };
  for (const [index, status] of ['New', 'Sleeping', 'Ignored'].entries())
    await world.run(bea, createAlert, { ...alert, sourceRef: `open-${index}`, status, tags: [`t${index}`] });
}
