/**
 * Three organisations: one that keeps everything to itself but for one case, the partner that has this case, and one that has
 * nothing of it. What is nobody else's carries one word, what the partner may see another.
 */

import { mergeAlerts } from '../../server/src/commands/alert/merge-alerts.ts';
import { setCaseAccess } from '../../server/src/commands/case/case-access.ts';
import { addCaseLink } from '../../server/src/commands/case/case-links.ts';
import { shareCase } from '../../server/src/commands/case/share-commands.ts';
import { systemActor } from '../../server/src/commands/settings/first-start.ts';
import { updateOrganisation } from '../../server/src/commands/settings/organisation-commands.ts';
import { createUser } from '../../server/src/commands/settings/people-commands.ts';
import { createComment, createLog } from '../../server/src/commands/task/log-commands.ts';
import { addCaseAttachments } from '../../server/src/commands/value/attachments.ts';
import type { Catalogue } from '../../server/src/engine/catalogue/catalogue.ts';
import { someAlert, someField } from '../support/triage.ts';
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
import { hashOf, pictureWith } from './dot.ts';
import { analyzerName, fieldName, partnerName, responderName } from './makers.ts';
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
  /** Of the first organisation, with everything of it. */
  readonly keeper: Person;
  readonly partner: Tenant;
  readonly stranger: Tenant;
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
  const partnerOrganisation = await world.organisation(partnerName, owner);
  const strangers = await world.organisation('strangers');
  const tenant = async (organisation: typeof owner, word: string): Promise<Tenant> => {
    const person = await wire.person(organisation, 'org-admin', `admin@${word}.test`);
    return { person, references: await filledTenant(wire, person, word) };
  };
  for (const { id, name } of [owner, partnerOrganisation, strangers]) {
    const picture = { id: `~${id}`, avatar: pictureWith(name) };
    await world.run(systemActor(world.organisations.admin), updateOrganisation, picture);
  }
  const stranger = await tenant(strangers, 'stranger');
  const visitor = await wire.person(strangers, 'analyst', 'visitor@stranger.test');
  const partner = await tenant(partnerOrganisation, 'partner');
  const sharer = await wire.person(owner, 'org-admin', `${sharedWord}-sharer@owner.test`);
  const shared = await shareOne(wire, sharer, partnerOrganisation.name);
  const keeper = await wire.person(owner, 'org-admin', `${hiddenWord}-keeper@owner.test`);
  for (const person of [stranger.person, keeper]) {
    await someNeuron(world, person, 'analyzer', { name: analyzerName });
    await someNeuron(world, person, 'responder', { name: responderName });
  }
  return {
    wire,
    address: await wire.server.listen({ port: 0, host: '127.0.0.1' }),
    sharer,
    keeper,
    partner,
    stranger,
    fillHidden: () => fillHidden(wire, keeper, visitor, shared),
    release: () => end(wire, catalogue),
  };
}

async function end(wire: Wire, catalogue: Catalogue): Promise<void> {
  catalogue.close();
  await wire.release();
}

/**
 * A case that the partner has with what is in it now; what comes later is not shared. An alert is merged into it: its tags and
 * its identity become the case's and are told with it, its text and its observables are not.
 */
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
    description: `${hiddenWord} alert`,
    source: `${word}-source`,
    tags: [`${word}-alert-tag`],
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
  keeper: Person,
  visitor: Person,
  shared: References,
): Promise<References> {
  const references = await filledTenant(wire, keeper, hiddenWord);
  await keepToPeople(wire, keeper, String(references.caseId?.[0]));
  const sharedCase = String(shared.caseId?.[0]);
  const inside = await hideInside(wire, keeper, sharedCase);
  const link = { id: sharedCase, type: `${hiddenWord} link`, caseId: String(references.caseId?.[0]) };
  await wire.world.run(keeper, addCaseLink, link);
  await joinTenant(wire, keeper, visitor);
  return Object.fromEntries(
    Object.entries(references).map(([name, values]) => [name, [...values, ...(inside[name] ?? [])]]),
  );
}

/** The case with one of everything is kept to its people: first to two, then to those and one more. */
async function keepToPeople({ world }: Wire, keeper: Person, id: string): Promise<void> {
  const people = [keeper.login, `${hiddenWord}-second@tenant.test`];
  for (const users of [people, [...people, `${hiddenWord}-colleague@tenant.test`]])
    await world.run(keeper, setCaseAccess, { id, access: { _kind: 'UserAccessKind', users } });
}

/**
 * A colleague of the strangers comes to work for the first organisation as well. Their administrator may no longer manage that
 * account's keys, since they open both organisations; everything else looks as before.
 */
async function joinTenant({ world }: Wire, keeper: Person, { login }: Person): Promise<void> {
  const administrator = systemActor(world.organisations.admin);
  const organisation = keeper.organisation.name;
  await world.run(administrator, createUser, { login, name: 'x', profile: 'read-only', organisation });
}

/** One of everything, and how it can be named; what has no reference of its own yet is named by its id. */
async function filledTenant(wire: Wire, person: Person, word: string): Promise<References> {
  const references = await fillTenant(wire, person, word);
  const named = await Promise.all(
    ['comment', 'share', 'action', 'draft', 'audit', 'mention'].map(async (table) => {
      const sql = `select id from skep.${table} where organisation_id = $1 order by id desc limit 2`;
      const rows = await wire.world.stored(sql, [person.organisation.id]);
      return [`${table}Id`, rows.map(({ id }) => `~${String(id)}`)] as const;
    }),
  );
  const fileHash = [hashOf(pictureWith(person.organisation.name))];
  return { ...references, fileHash, ...Object.fromEntries(named) };
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
