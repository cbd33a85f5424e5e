/** Reads a source that answers queries of v1: TheHive 4.1 and 5, and Skep. */
import type { RawObject } from '../model/input.ts';
import { modernised } from './modern-shape.ts';
import { allOf, pagesOf } from './pages.ts';
import type { ContentKind, ListKind, Source, SourceOrganisation } from './source.ts';
import { type SourceClient, SourceFailure } from './source-client.ts';

/** What both dialects are made from. */
export interface SourceFacts {
  readonly client: SourceClient;
  readonly version: string;
  readonly organisations: readonly SourceOrganisation[];
}

/** Queries that begin a list. */
const starters: Readonly<Record<ListKind, string>> = {
  organisation: 'listOrganisation',
  profile: 'listProfile',
  observableType: 'listObservableType',
  customField: 'listCustomField',
  caseStatus: 'listCaseStatus',
  alertStatus: 'listAlertStatus',
  user: 'listUser',
  caseTemplate: 'listCaseTemplate',
  case: 'listCase',
  alert: 'listAlert',
};

const getters = { case: 'getCase', alert: 'getAlert', task: 'getTask' } as const;

/** Operations that lead to what lies in an object. */
const steps: Readonly<Record<ContentKind, string>> = {
  task: 'tasks',
  log: 'logs',
  observable: 'observables',
  comment: 'comments',
  attachment: 'attachments',
  procedure: 'procedures',
  page: 'pages',
  customEvent: 'customEvents',
  share: 'shares',
};

/** Kinds that not every version has. */
const newer: ReadonlySet<string> = new Set([
  ...['comment', 'attachment', 'procedure', 'page', 'customEvent', 'share', 'caseStatus', 'alertStatus'],
]);

const oldestFirst = { _name: 'sort', _fields: [{ _createdAt: 'asc' }] } as const;

/** The source. */
export function createV1Source({ client, version, organisations }: SourceFacts): Source {
  const isOld = beforeTlpTwo(version);
  const missing = new Set<string>();
  const isMissing = (kind: string, error: unknown): boolean => {
    const isUnknown = newer.has(kind) && error instanceof SourceFailure && error.fault === 'unknown';
    if (isUnknown) missing.add(kind);
    return isUnknown;
  };
  const query = (operations: readonly RawObject[], kind: string, organisation: string | undefined) =>
    pagesOf(kind, (from, to) =>
      client.ask({
        path: '/api/v1/query',
        body: { query: [...operations, oldestFirst, page(kind, from, to)] },
        organisation,
        what: kind,
      }),
    );
  return {
    client,
    version,
    dialect: 'v1',
    missing,
    organisations,
    async *list(kind, organisation) {
      try {
        for await (const objects of query(startOf(kind, organisation), kind, organisation))
          yield objects.map((object) => modernised(kind, object, isOld));
      } catch (error) {
        if (!isMissing(kind, error)) throw error;
      }
    },
    async below(kind, { kind: parent, object }, organisation) {
      const operations = [{ _name: getters[parent], idOrName: String(object._id) }, { _name: steps[kind] }];
      try {
        const found = await allOf(query(operations, kind, organisation), kind);
        return found.map((one) => modernised(kind, one, isOld));
      } catch (error) {
        if (isMissing(kind, error)) return [];
        throw error;
      }
    },
    filePaths: ({ _id, id }) => [
      ...(typeof _id === 'string' ? [`/api/v1/attachment/${encodeURIComponent(_id)}/download`] : []),
      ...(typeof id === 'string'
        ? [
            `/api/v1/attachment/${encodeURIComponent(id)}/download`,
            `/api/datastore/${encodeURIComponent(id)}`,
          ]
        : []),
    ],
  };
}

/** People of an organisation are asked for through it: an administrator of the platform would get everybody. */
function startOf(kind: ListKind, organisation: string | undefined): readonly RawObject[] {
  if (kind === 'user' && organisation !== undefined)
    return [{ _name: 'getOrganisation', idOrName: organisation }, { _name: 'users' }];
  return [{ _name: starters[kind] }];
}

function page(kind: string, from: number, to: number): RawObject {
  return { _name: 'page', from, to, extraData: kind === 'case' ? ['isOwner'] : [] };
}

/** Up to 5.1 the scale of TLP ended with red at 3. */
function beforeTlpTwo(version: string): boolean {
  const [major = 5, minor = 7] = version.split('.').map(Number);
  return major < 5 || (major === 5 && minor < 2);
}
