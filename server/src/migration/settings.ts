/** Takes over the lists of the platform and of organisations: by the commands that people use for them, each object once. */

import { type SourceObject, takingOver } from '../commands/archive/taken-over.ts';
import { createCaseTemplate } from '../commands/case/case-template-commands.ts';
import { type Command, runCommand } from '../commands/frame/command.ts';
import { createOrganisation } from '../commands/settings/organisation-commands.ts';
import { createUser, lockUser } from '../commands/settings/people-commands.ts';
import {
  createAlertStatus,
  createCaseStatus,
  createCustomField,
  createObservableType,
  createProfile,
} from '../commands/settings/reference-commands.ts';
import { type Actor, adminOrganisation } from '../model/actor.ts';
import { isRawObject, type RawObject } from '../model/input.ts';
import { expandPermission, isPermission } from '../model/permission.ts';
import { type EntityName, entities } from '../model/registry.ts';
import { idOf } from './contents.ts';
import { type Adapted, fittingValues } from './fitting.ts';
import { callAs, type Journey, passThrough, takeOverOne } from './journey.ts';
import { loginHere } from './modern-shape.ts';
import type { ListKind, SourceOrganisation } from './source.ts';

/** Makes one object and notes where it came from. */
type Making = (journey: Journey, from: SourceObject, raw: RawObject, actor: Actor) => Promise<unknown>;

/** How a list is taken over. */
interface SettingKind {
  readonly kind: ListKind & EntityName;
  readonly make: Making;
  /** Further input, beside the fields of the entity that can be given. */
  readonly also?: (object: RawObject) => RawObject;
  /** What everybody has is not taken over. */
  readonly isPresent?: (object: RawObject) => boolean;
  /** What an object is known by, when it is not its id alone. */
  readonly keyOf?: (object: RawObject) => string;
}

function making<I, O extends { readonly id: string }>(command: Command<I, O>): Making {
  return ({ commands }, from, raw, actor) =>
    runCommand(commands, takingOver(command, from), raw, callAs(actor));
}

/** Lists of the platform, in the order in which they are needed. */
const platformLists: readonly SettingKind[] = [
  {
    kind: 'organisation',
    make: making(createOrganisation),
    also: described,
    isPresent: ({ name }) => name === adminOrganisation,
  },
  {
    kind: 'profile',
    make: making(createProfile),
    also: ({ permissions }) => ({ permissions: knownPermissions(permissions) }),
  },
  { kind: 'observableType', make: making(createObservableType) },
  { kind: 'customField', make: making(createCustomField), also: described },
  { kind: 'caseStatus', make: making(createCaseStatus) },
  { kind: 'alertStatus', make: making(createAlertStatus) },
];

/** Older versions let a description be missing. */
function described({ description, name }: RawObject): RawObject {
  return { description: typeof description === 'string' && description !== '' ? description : name };
}

function knownPermissions(given: unknown): readonly string[] {
  const names = Array.isArray(given) ? given.map(String) : [];
  return names.filter((name) => expandPermission(name).every(isPermission));
}

/** Takes over the lists of the platform. `as`: the organisation in whose name they are read. */
export async function takeOverPlatform(journey: Journey, as: SourceOrganisation): Promise<void> {
  for (const list of platformLists) await takeOverList(journey, list, as, journey.administrator);
}

/** Takes over the people of an organisation, and its case templates. */
export async function takeOverOrganisation(
  journey: Journey,
  organisation: SourceOrganisation,
  actor: Actor,
): Promise<void> {
  const people = await membersOf(journey, actor.organisation.id);
  await takeOverList(journey, peopleOf(organisation.name, people), organisation, journey.administrator);
  const templates = { kind: 'caseTemplate', make: making(createCaseTemplate), also: templateParts } as const;
  await takeOverList(journey, templates, organisation, actor);
}

async function membersOf({ commands }: Journey, organisationId: string): Promise<ReadonlySet<string>> {
  const { rows } = await commands.database.read(
    { role: 'worker' },
    {
      sql: `select u.login from skep.user_account u join skep.membership m on m.user_id = u.id where m.organisation_id = $1`,
      parameters: [organisationId],
    },
  );
  return new Set(rows.map(({ login }) => String(login)));
}

/** People come without a password: nobody signs in before one is set. */
function peopleOf(organisation: string, present: ReadonlySet<string>): SettingKind {
  const make = making(createUser);
  const makeLocked = making(createLockedUser);
  return {
    kind: 'user',
    make: (journey, from, { locked, ...raw }, actor) =>
      (locked === true ? makeLocked : make)(journey, from, raw, actor),
    also: ({ login, name, profile, locked }) => ({
      login: loginHere(login),
      name: typeof name === 'string' && name !== '' ? name : login,
      profile,
      organisation,
      locked,
    }),
    isPresent: ({ login }) => present.has(loginHere(login) ?? ''),
    // One person has an entry in each organisation.
    keyOf: (object) => `${idOf(object)} in ${organisation}`,
  };
}

/** Somebody who was locked stays so. */
const createLockedUser: typeof createUser = {
  ...createUser,
  async run(context, input) {
    const made = await createUser.run(context, input);
    await context.perform(lockUser, { id: `~${made.id}` });
    return made;
  },
};

const taskFields = ['title', 'group', 'description', 'flag', 'order', 'mandatory'] as const;

/** Tasks and custom fields of a template, as its command takes them. */
function templateParts({ tasks, customFields }: RawObject): RawObject {
  const fields = Array.isArray(customFields) ? customFields.filter(isRawObject) : [];
  const given = Array.isArray(tasks) ? tasks.filter(isRawObject) : [];
  return {
    customFields: fields.map(({ name, value, order }) => ({ name, value: value ?? null, order })),
    tasks: given.map((task) => fittingValues('task', taskFields, task, [])),
  };
}

async function takeOverList(
  journey: Journey,
  { kind, make, also, isPresent, keyOf = idOf }: SettingKind,
  as: SourceOrganisation,
  actor: Actor,
): Promise<void> {
  const fields = givenFields(kind);
  const work = async (object: RawObject, from: SourceObject): Promise<void> => {
    if (isPresent?.(object) === true) {
      journey.report.of(kind).present += 1;
      return;
    }
    const name = nameOf(object);
    await takeOverOne(journey, kind, name, async () => {
      const adapted: Adapted[] = [];
      const raw = { ...fittingValues(kind, fields, object, adapted), ...also?.(object) };
      await make(journey, from, raw, actor);
      return adapted.map(({ field, reason }) => ({ what: `${name} ${field}`, reason }));
    });
  };
  await passThrough(journey, { kind, as, keyOf, atOnce: 1, work });
}

/** Fields that can be given when an object is made. A picture is told by its address alone, and stays behind. */
function givenFields(name: EntityName): readonly string[] {
  return Object.entries(entities[name].fields).flatMap(([field, { create }]) =>
    create === 'never' || field === 'avatar' ? [] : [field],
  );
}

/** How people call an object of a list. */
function nameOf({ name, login, value, _id }: RawObject): string {
  return String(login ?? name ?? value ?? _id);
}
