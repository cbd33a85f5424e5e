/** Another instance as an import reads it: what it is, and its objects in the shape of the current API, whichever it speaks. */
import { adminOrganisation } from '../model/actor.ts';
import { isRawObject, type RawObject } from '../model/input.ts';
import {
  createSourceClient,
  type SourceClient,
  type SourceConnection,
  SourceFailure,
} from './source-client.ts';
import { createV0Source } from './source-v0.ts';
import { createV1Source } from './source-v1.ts';

/** Lists of the platform, the same in all organisations. */
export const platformKinds = [
  'organisation',
  'profile',
  'observableType',
  'customField',
  'caseStatus',
  'alertStatus',
] as const;
/** Lists of one organisation, in the order in which they are taken over. */
export const organisationKinds = ['user', 'caseTemplate', 'case', 'alert'] as const;

export type ListKind = (typeof platformKinds)[number] | (typeof organisationKinds)[number];

/** What lies in a case or an alert, or in a task of it. */
export type ContentKind =
  | 'task'
  | 'log'
  | 'observable'
  | 'comment'
  | 'attachment'
  | 'procedure'
  | 'page'
  | 'customEvent'
  | 'share';

/** An organisation in whose name the key can ask. */
export interface SourceOrganisation {
  readonly name: string;
  /** How a question names it; missing where the source has no organisations. */
  readonly reference: string | undefined;
}

/** Reads one source. Everything throws `SourceFailure`; organisations are given by reference. */
export interface Source {
  readonly client: SourceClient;
  /** As the source tells it. */
  readonly version: string;
  readonly dialect: 'v1' | 'v0';
  /** Kinds that it turned out not to have, or not to tell. */
  readonly missing: ReadonlySet<string>;
  /** Organisations in whose name the key can ask. */
  readonly organisations: readonly SourceOrganisation[];
  /** Pages of a list, the oldest objects first. */
  list(kind: ListKind, organisation: string | undefined): AsyncGenerator<readonly RawObject[]>;
  /** Objects that lie in another one; none where the source does not have the kind at all. */
  below(
    kind: ContentKind,
    parent: { readonly kind: 'case' | 'alert' | 'task'; readonly object: RawObject },
    organisation: string | undefined,
  ): Promise<readonly RawObject[]>;
  /** Paths at which the content of an attachment may be found, the likeliest first. */
  filePaths(attachment: RawObject): readonly string[];
}

/** Organisation of a source that has none. */
export const onlyOrganisation = 'thehive';

/** Finds out what the source is, and as whom we ask it. */
export async function openSource(connection: SourceConnection): Promise<Source> {
  const client = createSourceClient(connection);
  const status =
    (await unlessUnknown(client, '/api/v1/status/public')) ??
    (await client.ask({ path: '/api/status', what: 'status' }));
  const version = versionIn(status);
  const current = await unlessUnknown(client, '/api/v1/user/current');
  if (isRawObject(current)) {
    const organisations = (await asAdministrator(client)) ?? organisationsIn(current);
    return createV1Source({ client, version, organisations });
  }
  const old = await client.ask({ path: '/api/user/current', what: 'user' });
  if (!isRawObject(old)) throw new SourceFailure('broken', 'The source does not tell whose key this is');
  return createV0Source({ client, version, organisations: organisationsIn(old) });
}

/** The organisations of an administrator of the platform: one sees all of them there, and elsewhere perhaps only neighbours. */
async function asAdministrator(client: SourceClient): Promise<readonly SourceOrganisation[] | undefined> {
  try {
    const current = await client.ask({
      path: '/api/v1/user/current',
      organisation: adminOrganisation,
      what: 'user',
    });
    const found = isRawObject(current) ? organisationsIn(current) : [];
    return found.some(({ name }) => name === adminOrganisation) ? found : undefined;
  } catch (error) {
    // Whoever is none works elsewhere.
    if (error instanceof SourceFailure && (error.fault === 'denied' || error.fault === 'unknown'))
      return undefined;
    throw error;
  }
}

async function unlessUnknown(client: SourceClient, path: string): Promise<unknown> {
  try {
    return await client.ask({ path, what: 'status' });
  } catch (error) {
    if (error instanceof SourceFailure && error.fault === 'unknown') return undefined;
    throw error;
  }
}

function versionIn(status: unknown): string {
  const versions = isRawObject(status) ? status.versions : undefined;
  const flat = isRawObject(status) ? status.version : undefined;
  const named = isRawObject(versions) ? versions.TheHive : flat;
  return typeof named === 'string' ? named.slice(0, 50) : 'unknown';
}

function organisationsIn({ organisations, organisation }: RawObject): readonly SourceOrganisation[] {
  const all = Array.isArray(organisations) ? organisations.filter(isRawObject) : [];
  const found = all.flatMap(({ organisation: name, organisationId }) =>
    typeof name === 'string' ? [{ name, reference: referenceTo(name, organisationId) }] : [],
  );
  if (found.length > 0) return found;
  if (typeof organisation === 'string')
    return [{ name: organisation, reference: referenceTo(organisation, undefined) }];
  return [{ name: onlyOrganisation, reference: undefined }];
}

/** Its name, where a header can hold it. */
function referenceTo(name: string, id: unknown): string {
  return /^[\x21-\x7e]+$/.test(name) || typeof id !== 'string' ? name : id;
}
