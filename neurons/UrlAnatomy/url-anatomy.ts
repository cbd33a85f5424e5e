/** Takes an address apart without opening it: parts, disguises, addresses inside, suspicious traits. */

import {
  type AnalyzerJob,
  type AnalyzerResult,
  type Artifact,
  analyzer,
  buildArtifact,
  buildTaxonomy,
  type JsonObject,
  type Taxonomy,
} from '@skep/sdk';
import { controlledDomain, defang, detectDataType } from '@skep/sdk/indicators';
import { type Address, bareHost, readAddress } from './address.ts';
import { disguiseOf } from './disguise.ts';
import { type Unfolded, unfold } from './redirects.ts';
import { mailsIn, type Trait, traitsOf } from './traits.ts';

analyzer({ run: anatomy });

function anatomy({ dataType, data }: AnalyzerJob): AnalyzerResult {
  const address = readAddress(dataType, data);
  const disguise = disguiseOf(address.host);
  const unfolded = address.url === undefined ? { hops: [], others: [] } : unfold(address.url);
  const traits = traitsOf({ address, disguise, unfolded });
  return {
    full: {
      observable: data,
      defanged: defang(address.written, dataType),
      host: {
        name: address.host,
        domain: controlledDomain(address.host),
        ...disguise,
      },
      ...(address.mailbox === undefined ? {} : { mailbox: address.mailbox }),
      ...(address.url === undefined ? {} : { parts: partsOf(address.url) }),
      redirects: redirectsOf(unfolded),
      traits,
    },
    taxonomies: taxonomiesOf(traits, unfolded),
    artifacts: artifactsOf(address, unfolded),
  };
}

function partsOf(url: URL): JsonObject {
  return {
    scheme: url.protocol.replace(/:$/, ''),
    user: url.username,
    port: url.port,
    path: url.pathname,
    parameters: [...url.searchParams].map(([name, value]) => ({ name, value })),
    fragment: url.hash.slice(1),
  };
}

function redirectsOf({ hops }: Unfolded): JsonObject[] {
  return hops.map(({ via, url }) => ({ via, url: url.href, defanged: defang(url.href, 'url') }));
}

function taxonomiesOf(traits: Trait[], { hops }: Unfolded): Taxonomy[] {
  const suspicious = traits.filter(({ weight }) => weight === 'suspicious').length;
  const level = suspicious > 0 ? 'suspicious' : 'info';
  const count = buildTaxonomy(level, 'UrlAnatomy', 'traits', suspicious);
  const last = hops.at(-1);
  if (last === undefined) return [count];
  return [count, buildTaxonomy('info', 'UrlAnatomy', 'leads-to', defang(bareHost(last.url), 'domain'))];
}

/** Every address inside, and each host with its domain; what the observable itself says is left out. */
function artifactsOf(address: Address, { hops, others }: Unfolded): Artifact[] {
  const urls = [...hops.map(({ url }) => url), ...others];
  const found = new Map<string, Artifact>();
  const add = (dataType: string | undefined, value: string, message: string) => {
    if (dataType === undefined || value === address.written) return;
    found.set(`${dataType} ${value}`, buildArtifact(dataType, value, { message }));
  };
  for (const url of urls) add('url', url.href, 'Carried inside the address');
  for (const host of hostsOf(address, { hops, others })) {
    add(detectDataType(host), host, 'Host of the address');
    add(detectDataType(controlledDomain(host)), controlledDomain(host), 'Domain of the address');
  }
  const whole = address.url === undefined ? urls : [address.url, ...urls];
  for (const mail of whole.flatMap(mailsIn)) add('mail', mail, 'Carried inside the address');
  return [...found.values()];
}

/** Hosts that somebody chose; those of link services are left out. */
function hostsOf(address: Address, { hops, others }: Unfolded): string[] {
  const chain = [address.host, ...hops.map(({ url }) => bareHost(url))];
  const chosen = chain.filter((_host, index) => hops[index]?.service !== true);
  return [...chosen, ...others.map(bareHost)];
}
