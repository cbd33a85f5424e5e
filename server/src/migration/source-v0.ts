/** Reads a source that answers the older API alone: TheHive 3 and 4.0. */
import { isRawObject, type RawObject } from '../model/input.ts';
import { modernised } from './modern-shape.ts';
import { allOf, objectsIn, pagesOf } from './pages.ts';
import type { ContentKind, ListKind, Source } from './source.ts';
import { type SourceClient, SourceFailure } from './source-client.ts';
import type { SourceFacts } from './source-v1.ts';
import { currentWords } from './v0-words.ts';

/** Searches by kind. */
const searches: Readonly<Partial<Record<ListKind, string>>> = {
  organisation: '/api/organisation/_search',
  profile: '/api/profile/_search',
  observableType: '/api/observable/type/_search',
  user: '/api/user/_search',
  caseTemplate: '/api/case/template/_search',
  case: '/api/case/_search',
  alert: '/api/alert/_search',
};

/** Searches below an object, and how its kind is called there. */
const searchesBelow: Readonly<Partial<Record<ContentKind, string>>> = {
  task: '/api/case/task/_search',
  log: '/api/case/task/log/_search',
  observable: '/api/case/artifact/_search',
};
const parentWords = { case: 'case', task: 'case_task', alert: 'alert' } as const;

/** Lists that version 3 keeps under another address, or does not have. */
const optional: ReadonlySet<ListKind> = new Set(['organisation', 'profile', 'observableType']);

/** What this API does not tell. */
const notTold: ReadonlySet<string> = new Set([
  ...['comment', 'attachment', 'procedure', 'page', 'customEvent', 'share'],
]);

/** The source. */
export function createV0Source({ client, version, organisations }: SourceFacts): Source {
  const search = (path: string, body: RawObject, what: string, organisation: string | undefined) =>
    pagesOf(what, (from, to) =>
      client.ask({
        path: `${path}?range=${from}-${to}&sort=%2BcreatedAt&nstats=${what === 'case'}`,
        body,
        organisation,
        what,
      }),
    );
  return {
    client,
    version,
    dialect: 'v0',
    missing: notTold,
    organisations,
    async *list(kind, organisation) {
      if (kind === 'customField') return yield await customFields(client, organisation);
      const path = searches[kind];
      if (path === undefined) return;
      try {
        for await (const page of search(path, { query: {} }, kind, organisation))
          yield page.filter(isThere).map((object) => current(kind, object));
      } catch (error) {
        if (!(optional.has(kind) && isUnknown(error))) throw error;
        if (kind === 'observableType') yield await oldTypes(client);
        if (kind === 'organisation') yield organisations.map(({ name }) => ({ _id: name, name }));
      }
    },
    async below(kind, { kind: parent, object }, organisation) {
      if (parent === 'alert') return kind === 'observable' ? artifactsOf(object) : [];
      const path = searchesBelow[kind];
      if (path === undefined) return [];
      const query = { _parent: { _type: parentWords[parent], _query: { _id: String(object._id) } } };
      const found = await allOf(search(path, { query }, kind, organisation), kind);
      return found.filter(isThere).map((one) => current(kind, one));
    },
    filePaths: ({ id }) => (typeof id === 'string' ? [`/api/datastore/${encodeURIComponent(id)}`] : []),
  };
}

function current(kind: ListKind | ContentKind, object: RawObject): RawObject {
  return modernised(kind, currentWords(kind, object), true);
}

/** Alerts carry their observables; those of version 3 have no id of their own. */
function artifactsOf({ artifacts }: RawObject): readonly RawObject[] {
  const found = Array.isArray(artifacts) ? artifacts.filter(isRawObject) : [];
  return found.map((one, index) => current('observable', { _id: `artifact ${index}`, ...one }));
}

async function customFields(
  client: SourceClient,
  organisation: string | undefined,
): Promise<readonly RawObject[]> {
  const what = 'custom fields';
  try {
    const answer = await client.ask({ path: '/api/customField', organisation, what });
    return objectsIn(answer, what).map((object) => current('customField', object));
  } catch (error) {
    if (!isUnknown(error)) throw error;
    const answer = await client.ask({ path: '/api/list/custom_fields', what });
    const entries = isRawObject(answer) ? Object.entries(answer) : [];
    return entries.flatMap(([id, field]) =>
      isRawObject(field) ? [current('customField', { ...field, _id: id })] : [],
    );
  }
}

/** Types of version 3, where the one of files is called so. */
async function oldTypes(client: SourceClient): Promise<readonly RawObject[]> {
  const answer = await client.ask({ path: '/api/list/list_artifactDataType', what: 'types of observables' });
  const names = isRawObject(answer) ? Object.values(answer) : [];
  return names.flatMap((name) =>
    typeof name === 'string' ? [{ _id: name, name, isAttachment: name === 'file' }] : [],
  );
}

/** Version 3 keeps what was deleted, and says so. */
const isThere = ({ status }: RawObject): boolean => status !== 'Deleted';

function isUnknown(error: unknown): boolean {
  return error instanceof SourceFailure && error.fault === 'unknown';
}
