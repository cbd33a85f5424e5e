/** Clients that write as fast as they can, whatever happens to the server, and keep a ledger of what it acknowledged. */
import type { Wire } from '../journeys/api-client.ts';
import { type Asked, accepted, digitsOf, insist, send, type Upload } from './client.ts';
import type { Change, Ledger, MarkedTable } from './ledger.ts';
import type { Scene } from './scene.ts';

/** Observables that come with each alert. */
export const observablesOfAlert = 3;

/** One client. */
interface Client {
  readonly scene: Scene;
  readonly ledger: Ledger;
}

/** A case of a client with the task in it. */
interface OpenCase {
  readonly id: string;
  readonly task: string;
}

/** An object to be made. */
interface Making {
  readonly table: MarkedTable;
  readonly mark: string;
  readonly path: string;
  readonly body: Wire;
  readonly upload?: Upload;
}

/**
 * Writes until the signal fires; the turn that was begun is brought to its end. Clients that begin with different turns are never all
 * at the same step.
 */
export async function write(
  scene: Scene,
  ledger: Ledger,
  { name, first }: { readonly name: string; readonly first: number },
  signal: AbortSignal,
): Promise<void> {
  const client = { scene, ledger };
  for (let turn = 0; !signal.aborted; turn += 1) {
    const take = turns[(first + turn) % turns.length] ?? alertTurn;
    await take(client, `${name}-${turn}`, turn % 2 === 0);
  }
}

/** Short, so that little is left to be done once the signal has fired. Together they do everything once. */
const turns = [alertTurn, caseTurn, joiningTurn] as const;

/** Alerts, changes of one and of several, and a case that one becomes. */
async function alertTurn(client: Client, mark: string, byKey: boolean): Promise<void> {
  const [first, second] = await Promise.all([
    writeAlert(client, `${mark}-a`, byKey),
    writeAlert(client, `${mark}-b`, byKey),
  ]);
  await change(client, `/alert/~${first}`, {
    table: 'alert',
    ids: [first],
    column: 'title',
    value: `${mark} one`,
  });
  await change(client, '/alert/_bulk', {
    table: 'alert',
    ids: [first, second],
    column: 'summary',
    value: `${mark} all`,
  });
  await promote(client, first, `${mark}-e`);
}

/** Cases with what is in them, which become one. */
async function caseTurn(client: Client, mark: string): Promise<void> {
  await mergeCases(
    client,
    await Promise.all([writeCase(client, `${mark}-c`), writeCase(client, `${mark}-d`)]),
  );
}

/** An alert that becomes part of a case. */
async function joiningTurn(client: Client, mark: string, byKey: boolean): Promise<void> {
  const [alert, { id }] = await Promise.all([
    writeAlert(client, `${mark}-a`, byKey),
    writeCase(client, `${mark}-c`),
  ]);
  await mergeAlert(client, alert, id);
}

/** Made under a key, or found again by what makes an alert unique. */
async function writeAlert(client: Client, mark: string, byKey: boolean): Promise<string> {
  const numbers = Array.from({ length: observablesOfAlert }, (_, index) => index);
  const body = {
    type: 'durability',
    source: 'test',
    sourceRef: mark,
    title: mark,
    description: mark,
    observables: numbers.map((number) => ({ dataType: 'domain', data: `${mark}-${number}.example` })),
  };
  if (byKey) return make(client, { table: 'alert', mark, path: '/alert', body });
  return makeUnique(client, mark, { method: 'POST', path: '/alert', body });
}

async function writeCase(client: Client, mark: string): Promise<OpenCase> {
  const id = await make(client, {
    table: 'case',
    mark,
    path: '/case',
    body: { title: mark, description: mark },
  });
  const task = await make(client, {
    table: 'task',
    mark,
    path: `/case/~${id}/task`,
    body: { title: mark, description: mark },
  });
  await Promise.all([
    writeLog(client, task, mark),
    make(client, { table: 'comment', mark, path: `/case/~${id}/comment`, body: { message: mark } }),
  ]);
  await change(client, `/task/~${task}`, {
    table: 'task',
    ids: [task],
    column: 'status',
    value: 'Completed',
  });
  await change(client, `/case/~${id}`, { table: 'case', ids: [id], column: 'status', value: 'InProgress' });
  return { id, task };
}

async function writeLog(client: Client, task: string, mark: string): Promise<void> {
  const upload = { part: 'attachments', name: `${mark}.txt`, content: `Content of ${mark}` };
  await make(client, {
    table: 'task_log',
    mark,
    path: `/task/~${task}/log`,
    body: { message: mark },
    upload,
  });
}

async function promote(client: Client, alertId: string, mark: string): Promise<void> {
  const path = `/alert/~${alertId}/case`;
  const caseId = await make(client, { table: 'case', mark, path, body: { title: mark } });
  client.ledger.links.push({ alertId, caseId });
}

async function mergeAlert(client: Client, alertId: string, caseId: string): Promise<void> {
  await repeatably(client, {
    method: 'POST',
    path: `/alert/~${alertId}/merge/~${caseId}`,
    key: `merge ${alertId}`,
  });
  client.ledger.links.push({ alertId, caseId });
}

async function mergeCases(client: Client, cases: readonly OpenCase[]): Promise<void> {
  const sources = cases.map(({ id }) => id);
  const path = `/case/_merge/${sources.map((id) => `~${id}`).join(',')}`;
  const target = await repeatably(client, { method: 'POST', path, key: `merge ${sources.join(' ')}` });
  client.ledger.merges.push({ sources, target, tasks: cases.map(({ task }) => task) });
}

/** Makes an object under a key, writes it into the ledger and gives its id. */
async function make(client: Client, { table, mark, path, body, upload }: Making): Promise<string> {
  const asked = { method: 'POST', path, body, key: `${table} ${mark}` };
  const id = await repeatably(client, upload === undefined ? asked : { ...asked, upload });
  client.ledger.creations.push({ table, id, mark });
  return id;
}

/** Sends a request until it is acknowledged, and then once more under the same key. Gives the id in the answer. */
async function repeatably({ scene, ledger }: Client, asked: Asked): Promise<string> {
  const { answer, tries } = await insist(scene, asked);
  const id = digitsOf(accepted(asked, answer));
  if (tries > 1) ledger.repeated += 1;
  const again = digitsOf(accepted(asked, (await insist(scene, asked)).answer));
  if (again !== id) ledger.contradictions.push(`${asked.key} gave ${id}, and then ${again}`);
  return id;
}

/** Makes an alert without a key: a repetition is refused, and the alert is found by what makes it unique. */
async function makeUnique({ scene, ledger }: Client, mark: string, asked: Asked): Promise<string> {
  const { answer, tries } = await insist(scene, asked);
  if (tries > 1) ledger.repeated += 1;
  if (answer.kind === 'refused' && tries === 1) accepted(asked, answer);
  const finding = { method: 'GET', path: `/alert/durability;test;${mark}` };
  const id = digitsOf(accepted(finding, (await insist(scene, finding)).answer));
  if (answer.kind === 'done' && digitsOf(answer.body) !== id)
    ledger.contradictions.push(`${mark} was made as ${digitsOf(answer.body)} and found as ${id}`);
  const again = await insist(scene, asked);
  if (again.answer.kind !== 'refused') ledger.contradictions.push(`${mark} was made a second time`);
  ledger.creations.push({ table: 'alert', id, mark });
  return id;
}

/** Changes a column, once: when the answer is lost, nobody knows whether it happened. */
async function change(
  { scene, ledger }: Client,
  path: string,
  changed: Omit<Change, 'acknowledged'>,
): Promise<void> {
  const { ids, column, value } = changed;
  const several = ids.length > 1 ? { ids: ids.map((id) => `~${id}`) } : {};
  const asked = { method: 'PATCH', path, body: { ...several, [column]: value } };
  const answer = await send(scene, asked);
  if (answer.kind === 'refused') accepted(asked, answer);
  ledger.changes.push({ ...changed, acknowledged: answer.kind === 'done' });
}
