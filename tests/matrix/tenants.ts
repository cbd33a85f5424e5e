/**
 * Three organisations: one that keeps everything to itself but for one case, the partner that has this case, and one that has
 * nothing of it. What is nobody else's carries one word, what the partner may see another.
 */
import { addCaseAttachments } from '../../server/src/commands/attachments.ts';
import { systemActor } from '../../server/src/commands/first-start.ts';
import { createComment, createLog } from '../../server/src/commands/log-commands.ts';
import { mergeAlerts } from '../../server/src/commands/merge-alerts.ts';
import { createUser } from '../../server/src/commands/people-commands.ts';
import { shareCase } from '../../server/src/commands/share-commands.ts';
import type { Catalogue } from '../../server/src/engine/catalogue.ts';
import { someAlert, someField } from '../support/triage.ts';
import type { Person, Wire } from '../support/wire.ts';
import { finish, someAction, someCase, someJob, someObservable, someTask } from '../support/work.ts';
import { fieldName } from './makers.ts';
import { buildFullWire } from './matrix-world.ts';
import type { References } from './probes.ts';
import { commonDatum, fillTenant } from './tenant.ts';

/** Stands in everything that only its owner sees. */
export const hiddenWord = 'zqhidden';
/** Stands in everything that the partner sees as well. */
export const sharedWord = 'zqshared';

/** Somebody of an organisation, and what it has. */
export interface Tenant {
  readonly person: Person;
  readonly references: References;
}

/** The three organisations. */
export interface Tenants {
  readonly wire: Wire;
  readonly address: string;
  /** Shares the case, and touches nothing that is hidden. */
  readonly sharer: Person;
  readonly partner: Tenant;
  readonly stranger: Tenant;
  /** The shared case: ids of the wire and contents. */
  readonly shared: References;
  /** Fills the first organisation, the parts of the shared case that stay its own included; gives how they can be named. */
  fillHidden(): Promise<References>;
  release(): Promise<void>;
}

/** Builds the organisations; nothing is hidden yet but an alert that the shared case holds. */
export async function buildTenants(): Promise<Tenants> {
  const { wire, catalogue } = await buildFullWire();
  const { world } = wire;
  await someField(world, fieldName);
  const owner = await world.organisation(`${sharedWord}-owner`);
  const partnerOrganisation = await world.organisation('partner', owner);
  const strangers = await world.organisation('strangers');
  const tenant = async (organisation: typeof owner, word: string): Promise<Tenant> => {
    const person = await wire.person(organisation, 'org-admin', `admin@${word}.test`);
    return { person, references: await fillTenant(wire, person, word) };
  };
  const stranger = await tenant(strangers, 'stranger');
  const partner = await tenant(partnerOrganisation, 'partner');
  const sharer = await wire.person(owner, 'org-admin', `${sharedWord}-sharer@owner.test`);
  const shared = await shareOne(wire, sharer, partnerOrganisation.name);
  return {
    wire,
    address: await wire.server.listen({ port: 0, host: '127.0.0.1' }),
    sharer,
    partner,
    stranger,
    shared,
    fillHidden: () => fillHidden(wire, owner, stranger.person, shared),
    release: () => end(wire, catalogue),
  };
}

async function end(wire: Wire, catalogue: Catalogue): Promise<void> {
  catalogue.close();
  await wire.release();
}

/** A case that the partner has with what is in it now; what comes later is not shared. */
async function shareOne(wire: Wire, sharer: Person, partner: string): Promise<References> {
  const { world } = wire;
  const word = sharedWord;
  const caseId = await someCase(world, sharer, {
    title: `${word} title`,
    description: `${word} description`,
    customFields: { [fieldName]: `${word} value` },
  });
  const taskId = await someTask(world, sharer, caseId, { title: `${word} task` });
  const log = await world.run(sharer, createLog, { taskId, message: `${word} log` });
  const observableId = await someObservable(world, sharer, caseId, commonDatum);
  await world.run(sharer, createComment, { caseId, message: `${word} comment` });
  const file = await world.upload(`${word}.txt`, `${word} content`);
  const uploads = new Map([['attachments', [file]]]);
  const [attachment] = await world.run(sharer, addCaseAttachments, { id: caseId }, { uploads });
  const shares = [{ organisation: partner, profile: 'analyst' }];
  await world.run(sharer, shareCase, { id: caseId, shares });
  const alert = await someAlert(world, sharer, {
    title: `${hiddenWord} alert`,
    source: `${hiddenWord}-source`,
    tags: [`${hiddenWord}-alert-tag`],
    observables: [{ dataType: 'domain', data: `${hiddenWord}-merged.example` }],
  });
  await world.run(sharer, mergeAlerts, { caseId, alertIds: [alert], how: 'merge' });
  return {
    caseId: [caseId],
    taskId: [taskId],
    logId: [`~${log.id}`],
    observableId: [observableId],
    attachmentId: [`~${attachment}`, file.id],
  };
}

async function fillHidden(
  wire: Wire,
  owner: { readonly id: string; readonly name: string },
  stranger: Person,
  shared: References,
): Promise<References> {
  const { world } = wire;
  const person = await wire.person(owner, 'org-admin', `${hiddenWord}-keeper@owner.test`);
  const references = await fillTenant(wire, person, hiddenWord);
  const administrator = systemActor(world.organisations.admin);
  const joining = { login: stranger.login, name: 'x', profile: 'read-only', organisation: owner.name };
  await world.run(administrator, createUser, joining);
  const inside = await hideInside(wire, person, String(shared.caseId?.[0]));
  return Object.fromEntries(
    Object.entries(references).map(([name, values]) => [name, [...values, ...(inside[name] ?? [])]]),
  );
}

/** Parts of the shared case that are not shared. */
async function hideInside({ world }: Wire, person: Person, caseId: string): Promise<References> {
  const word = hiddenWord;
  const taskId = await someTask(world, person, caseId, { title: `${word} inside` });
  const log = await world.run(person, createLog, { taskId, message: `${word} inside` });
  const observableId = await someObservable(world, person, caseId, { data: '203.0.113.77', message: word });
  const job = await someJob(world, person, `${word}-analyzer`, observableId);
  await finish(world, person, 'job', job, { report: { full: word } });
  const action = await someAction(world, person, `${word}-responder`, 'task', taskId);
  await finish(world, person, 'action', action, { report: { message: word } });
  return { taskId: [taskId], logId: [`~${log.id}`], observableId: [observableId], jobId: [`~${job}`] };
}
