/** Naming objects of another organisation: what stands for a name that does not exist, and whether both are answered alike. */
import type { Person, Wire } from '../support/wire.ts';
import { type Answer, type Asked, type Asker, ask, eachOf, requestText } from './asking.ts';
import { createMakers } from './makers.ts';
import type { References } from './probes.ts';
import { matrixRoutes, rows } from './table.ts';

/** A reference of the same form that leads nowhere. */
export function decoyOf(reference: string): string {
  if (/^~\d+$/.test(reference)) return '~900000000000000001';
  if (/^[0-9a-f]{64}$/.test(reference)) return 'f'.repeat(64);
  if (/^\d+$/.test(reference)) return '999999999';
  if (reference.includes('@')) return 'nobody@nowhere.test';
  return reference.includes(';') ? 'no;such;alert' : 'nosuchname';
}

/** Every single reference, longest first, so that none is taken for a part of another. */
export function namesIn(references: References): string[] {
  const all = new Set(Object.values(references).flat());
  return [...all].sort((one, other) => other.length - one.length);
}

/** The same request with every name replaced by one that leads nowhere; what is no name is left alone. */
export function decoyed<T>(request: T, names: readonly string[]): T {
  const decoys = new Map(
    names.flatMap((name) => [
      [name, decoyOf(name)],
      [encodeURIComponent(name), encodeURIComponent(decoyOf(name))],
    ]),
  );
  return JSON.parse(
    JSON.stringify(request).replaceAll(anyOf(names), (name) => decoys.get(name) ?? name),
  ) as T;
}

/** Any of the names by itself, as it is or in a URL: not the beginning of a longer one. */
function anyOf(names: readonly string[]): RegExp {
  const forms = new Set(names.flatMap((name) => [name, encodeURIComponent(name)]));
  return new RegExp(`(?<![\\w~])(?:${[...forms].map(RegExp.escape).join('|')})(?![\\w.-])`, 'g');
}

/** Whether a request holds one of the names. */
export const namesSomething = (request: Asked, names: readonly string[]): boolean =>
  JSON.stringify(request) !== JSON.stringify(decoyed(request, names));

/** A request with the names in it. */
export interface NamingRequest {
  readonly request: Asked;
  readonly names: readonly string[];
}

/** The calls of the matrix that change objects of somebody's organisation; each names objects made for it. */
export async function writesNaming(wire: Wire, maker: Person): Promise<NamingRequest[]> {
  const make = createMakers(wire, maker);
  const found: NamingRequest[] = [];
  for (const { row, method, path } of writingRows()) {
    const { at = {}, query = '', body, form } = await row.call(make, maker);
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(at[name] ?? ''));
    const request: Asked = { method, url: `${url}${query}`, body, form };
    const names = [...namesInText(JSON.stringify({ at, query, body })), maker.organisation.name];
    if (namesSomething(request, names)) found.push({ request, names });
  }
  return found;
}

/** Rows of the matrix whose callers all name the same objects. */
function writingRows() {
  return matrixRoutes
    .filter(({ method, permission }) => method !== 'GET' && permission !== 'public')
    .flatMap(({ name, method, paths: [path = ''] }) =>
      rows.filter(({ route, own }) => route === name && own !== true).map((row) => ({ row, method, path })),
    );
}

/** Ids, logins and digests in a text. */
function namesInText(text: string): string[] {
  return [...new Set(text.match(/~\d+|[\w-]+@main\.test|[0-9a-f]{64}/g))];
}

/** Requests that are answered in another way than the same request with names that do not exist. */
export async function toldApart(
  wire: Wire,
  asker: Asker,
  probes: readonly Asked[],
  names: readonly string[],
): Promise<unknown[]> {
  const either = anyOf([...names, ...names.map(decoyOf)]);
  const decoys = new Map<string, string>();
  const found: unknown[] = [];
  const compare = async (probe: Asked): Promise<void> => {
    const decoy = decoyed(probe, names);
    const key = requestText(decoy);
    if (key === requestText(probe)) throw new Error(`${key} names nothing`);
    const expected = decoys.get(key) ?? blanked(await ask(wire, asker, decoy), either);
    decoys.set(key, expected);
    const answer = blanked(await ask(wire, asker, probe), either);
    if (answer !== expected) found.push({ request: requestText(probe), answer, expected });
  };
  await eachOf(probes, compare);
  return found;
}

/** An answer in which names and what stands for them look alike. */
const blanked = ({ status, text, headers }: Answer, names: RegExp): string =>
  JSON.stringify({ status, text, headers }).replaceAll(names, '…');

/** Ids, as digits, of all rows that an organisation owns. */
export async function idsOwnedBy({ world }: Wire, organisationId: string): Promise<ReadonlySet<string>> {
  const tables = await world.stored(
    `select c.table_name from information_schema.columns c join information_schema.columns o using (table_schema, table_name)
      where c.table_schema = 'skep' and c.column_name = 'id' and c.data_type = 'bigint' and o.column_name = 'organisation_id'`,
  );
  const queries = tables.map(
    ({ table_name: table }) => `select id from skep."${String(table)}" where organisation_id = $1`,
  );
  const rows = await world.stored(queries.join(' union all '), [organisationId]);
  return new Set(rows.map(({ id }) => String(id)));
}
