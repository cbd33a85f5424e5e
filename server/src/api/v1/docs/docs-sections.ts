/** The parts of the documentation page: routes gathered by the entity they are about, and those about none by what they are for. */
import { type EntityName, entities } from '../../../model/registry.ts';
import type { Route } from '../route.ts';
import { capital } from './openapi-schemas.ts';

/** A part of the page. */
export interface DocsSection {
  /** Name of its anchor. */
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** Whose fields are shown, if the part is about an entity. */
  readonly entity?: EntityName;
  readonly routes: readonly Route[];
}

type Heading = Omit<DocsSection, 'routes'>;

const signIn: Heading = {
  id: 'sign-in',
  title: 'Signing in',
  sentence: 'Sessions and the first administrator',
};
const reading: Heading = {
  id: 'reading',
  title: 'Reading',
  sentence: 'Questions about anything, and what happens now',
};
const instance: Heading = { id: 'instance', title: 'The server', sentence: 'What it is and what it can do' };

/** Parts without an entity, by the first word of a path. */
const general: ReadonlyMap<string, Heading> = new Map([
  ...['login', 'logout', 'auth', 'setup'].map((word) => [word, signIn] as const),
  ...['query', 'describe', 'live'].map((word) => [word, reading] as const),
]);

/** Words of paths that mean an entity of another name. */
const meaning: ReadonlyMap<string, EntityName> = new Map([
  ['analyzer', 'enabledNeuron'],
  ['responder', 'enabledNeuron'],
  ['neuron', 'enabledNeuron'],
  ['flow', 'audit'],
  ['sharingProfile', 'share'],
  ['permission', 'profile'],
  ['presence', 'user'],
  ['visit', 'user'],
]);

const entityNames = Object.keys(entities) as readonly EntityName[];

/** All parts that have routes: the general ones first, then those of the entities in the order of the model. */
export function docsSections(routes: readonly Route[]): readonly DocsSection[] {
  const gathered = Map.groupBy(routes, (route) => headingOf(route.path));
  const order = [signIn, reading, instance, ...entityNames.map((name) => entityHeadings[name])];
  return order.flatMap((heading) => {
    const members = gathered.get(heading);
    return members === undefined ? [] : [{ ...heading, routes: members }];
  });
}

const entityHeadings = Object.fromEntries(
  entityNames.map((name) => [name, headingOfEntity(name)]),
) as Readonly<Record<EntityName, Heading>>;

function headingOfEntity(name: EntityName): Heading {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return { id: `entity-${name}`, title: capital(words), sentence: entities[name].sentence, entity: name };
}

/** Beginnings of paths that decide although a later word names an entity. */
const beginnings: readonly (readonly [string, EntityName])[] = [
  ['/observable/type', 'observableType'],
  ['/user/', 'user'],
];

/** The last word of a path that names an entity decides: `/case/{caseId}/task` is about tasks. */
function headingOf(path: string): Heading {
  const words = path.split('/').filter((word) => word !== '' && !word.startsWith('{'));
  const begun = beginnings.find(([beginning]) => path.startsWith(beginning))?.[1];
  const entity = begun ?? words.map(entityOf).findLast((name) => name !== undefined);
  if (entity !== undefined) return entityHeadings[entity];
  return words.map((word) => general.get(word)).find((found) => found !== undefined) ?? instance;
}

/** Paths name entities in the singular or the plural. */
function entityOf(word: string): EntityName | undefined {
  const single = word.replace(/s$/, '');
  return meaning.get(single) ?? entityNames.find((name) => name === word || name === single);
}
