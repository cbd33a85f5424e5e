/** What the tests of Python neurons share: an analyst with a case on a server, and runs that are waited for. */
import { type ApiClient, basic, createApiClient, type Wire } from '../journeys/api-client.ts';
import type { JourneyServer } from '../journeys/server.ts';

/** Someone who may enable and run neurons, and a case to do it in. */
export interface Scene {
  readonly ana: ApiClient;
  readonly caseId: string;
}

/** The organisation that every new server has. */
export const organisation = 'main';

/** Longest wait for a run, in milliseconds; the first one waits for packages from the registry. */
const longestRun = 110_000;

/** Makes the analyst and the case. */
export async function buildScene(server: JourneyServer): Promise<Scene> {
  const { login, password } = server.administrator;
  const root = createApiClient(server.url, basic(login, password), organisation);
  const ana = createApiClient(server.url, `Bearer ${await keyFor(root, 'ana@python.test')}`, organisation);
  const made = await ana.call('POST', '/case', { title: 'Seen by Python', description: 'For its neurons' });
  return { ana, caseId: String(made._id) };
}

/** Makes an administrator of the organisation; gives the API key. */
export async function keyFor(root: ApiClient, login: string): Promise<string> {
  const made = await root.call('POST', '/user', { login, name: login, profile: 'org-admin', organisation });
  const { text } = await root.call('POST', `/user/${String(made._id)}/key/renew`);
  return String(text);
}

/** Adds an observable to the case; gives its id. */
export async function observe({ ana, caseId }: Scene, fields: Wire): Promise<string> {
  const [made] = await ana.list('POST', `/case/${caseId}/observable`, fields);
  return String(made?._id);
}

/** Runs an analyzer on an observable and waits for its end; gives the job with its report. */
export async function runJob({ ana }: Scene, analyzerId: string, artifactId: string): Promise<Wire> {
  const asked = await ana.call('POST', '/connector/cortex/job', {
    analyzerId,
    cortexId: 'local',
    artifactId,
    force: true,
  });
  return ended(() => ana.call('GET', `/connector/cortex/job/${String(asked._id)}`), analyzerId);
}

/** Runs a responder on the case and waits for its end; gives the action. */
export async function runAction({ ana, caseId }: Scene, responderId: string): Promise<Wire> {
  const asked = await ana.call('POST', '/connector/cortex/action', {
    responderId,
    objectType: 'case',
    objectId: caseId,
  });
  const look = async (): Promise<Wire> => {
    const all = await ana.list('GET', `/connector/cortex/action/case/${caseId}`);
    return all.find((one) => one._id === asked._id) ?? {};
  };
  return ended(look, responderId);
}

/** Waits for a condition, looking often; gives up after the longest run. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + longestRun;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ended(look: () => Promise<Wire>, what: string): Promise<Wire> {
  const found: { last: Wire } = { last: {} };
  await until(`${what} to end`, async () => {
    found.last = await look();
    return found.last.status === 'Success' || found.last.status === 'Failure';
  });
  return found.last;
}
