/** What of an RDAP answer goes into the report: names, dates, status, contacts by role. */

import { isJsonObject, type JsonObject, textAt, textsAt, valueAt } from '@skep/sdk';

/** Facts kept as RDAP names them. */
const keptFacts = [
  'handle',
  'name',
  'ldhName',
  'country',
  'type',
  'startAddress',
  'endAddress',
  'parentHandle',
];

/** The registration in an answer. Contacts are names of organisations or people, one for each role. */
export function registrationOf(answer: JsonObject): JsonObject {
  const facts = keptFacts.map((name) => [name, textAt(answer, name)] as const);
  return {
    ...Object.fromEntries(facts.filter(([, value]) => value !== undefined)),
    status: textsAt(answer, 'status'),
    dates: Object.fromEntries(objectsAt(answer, 'events').map(dateOf)),
    contacts: Object.fromEntries(objectsAt(answer, 'entities').flatMap(contactsOf)),
    nameServers: objectsAt(answer, 'nameservers').map((server) => textAt(server, 'ldhName') ?? ''),
    signed: valueAt(answer, 'secureDNS.delegationSigned') === true,
  };
}

function objectsAt(source: JsonObject, name: string): JsonObject[] {
  const members = source[name];
  return Array.isArray(members) ? members.filter(isJsonObject) : [];
}

function dateOf(event: JsonObject): [string, string | null] {
  return [textAt(event, 'eventAction') ?? 'unnamed', textAt(event, 'eventDate') ?? null];
}

function contactsOf(entity: JsonObject): [string, string][] {
  const name = cardName(entity) ?? textAt(entity, 'handle');
  return name === undefined ? [] : textsAt(entity, 'roles').map((role) => [role, name]);
}

/** A card is a list of properties, each a list of its name, its parameters, its kind and its value. */
function cardName(entity: JsonObject): string | undefined {
  const card = entity.vcardArray;
  const properties: unknown[] = Array.isArray(card) && Array.isArray(card[1]) ? card[1] : [];
  const found = properties.find((property) => Array.isArray(property) && property[0] === 'fn');
  const value: unknown = Array.isArray(found) ? found[3] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
