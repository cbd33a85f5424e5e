/** Asks the domain name system for the records of a name, or for the names of an address. */

import type { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import {
  type AnalyzerJob,
  type AnalyzerResult,
  type Artifact,
  analyzer,
  buildArtifact,
  buildTaxonomy,
  NeuronError,
} from '@skep/sdk';
import { controlledDomain } from '@skep/sdk/indicators';
import { recordsOf, resolverOf } from './records.ts';

/** Longest list of one kind of record in the report. */
const mostRecords = 100;

const questions: ReadonlyMap<string, (resolver: Resolver, name: string) => Promise<string[]>> = new Map([
  ['A', (resolver, name) => resolver.resolve4(name)],
  ['AAAA', (resolver, name) => resolver.resolve6(name)],
  ['CNAME', (resolver, name) => resolver.resolveCname(name)],
  ['MX', mailServers],
  ['NS', (resolver, name) => resolver.resolveNs(name)],
  ['TXT', async (resolver, name) => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))],
]);

/** Kinds that lead to somebody else's machines are reported, but are no observables of the case. */
const artifactKinds: ReadonlySet<string> = new Set(['A', 'AAAA', 'CNAME', 'PTR']);

analyzer({ run: lookUp });

async function lookUp({ dataType, data, config }: AnalyzerJob): Promise<AnalyzerResult> {
  const name = data.trim().replace(/\.$/, '');
  const resolver = resolverOf(config.text('resolvers', ''));
  const found = dataType === 'ip' ? await namesOf(resolver, name) : await allRecords(resolver, name);
  const records = found.map(([kind, values]) => [kind, values.slice(0, mostRecords)] as const);
  const filled = records.filter(([, values]) => values.length > 0);
  const taxonomies = filled.map(([kind, values]) => buildTaxonomy('info', 'DNS', kind, values.length));
  return {
    full: {
      found: filled.length > 0,
      records: Object.fromEntries(records),
      cut: found.some(([, values]) => values.length > mostRecords),
    },
    taxonomies: taxonomies.length > 0 ? taxonomies : [buildTaxonomy('info', 'DNS', 'records', 'none')],
    artifacts: filled.flatMap(([kind, values]) => values.flatMap((value) => artifactsOf(kind, value, name))),
  };
}

async function namesOf(resolver: Resolver, address: string): Promise<[string, string[]][]> {
  if (isIP(address) === 0) throw new NeuronError('The value is no IP address', 'parameterInvalid');
  return [['PTR', await recordsOf(() => resolver.reverse(address))]];
}

function allRecords(resolver: Resolver, name: string): Promise<[string, string[]][]> {
  return Promise.all(
    [...questions].map(async ([kind, ask]): Promise<[string, string[]]> => {
      return [kind, await recordsOf(() => ask(resolver, name))];
    }),
  );
}

async function mailServers(resolver: Resolver, name: string): Promise<string[]> {
  const servers = await resolver.resolveMx(name);
  return servers
    .toSorted((one, other) => one.priority - other.priority)
    .map(({ priority, exchange }) => `${priority} ${exchange}`);
}

function artifactsOf(kind: string, value: string, name: string): Artifact[] {
  if (!artifactKinds.has(kind)) return [];
  const message = `${kind} record of ${name}`;
  if (isIP(value) !== 0) return [buildArtifact('ip', value, { message })];
  return [buildArtifact(controlledDomain(value) === value ? 'domain' : 'fqdn', value, { message })];
}
