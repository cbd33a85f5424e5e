/** What is set for outgoing connections: a proxy and certificate authorities, applied here, and the networks that are allowed. */

import { existsSync, readFileSync } from 'node:fs';
import { setGlobalProxyFromEnv } from 'node:http';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { JobFolder, JobInput } from './input.ts';
import { textAt } from './json.ts';

/** Makes `fetch`, `http` and `https` of this process use the job's proxy and trust its authorities. */
export function applyNetworkSettings(folder: JobFolder, input: JobInput): void {
  useProxy(textAt(input.config, 'proxy.http'), textAt(input.config, 'proxy.https'));
  trustAuthorities(join(folder.input, 'cacerts'));
}

/** Environment variable in which the platform names the allowed internal networks, separated by commas. */
export const networksVariable = 'SKEP_ALLOWED_INTERNAL_NETWORKS';

/** Internal networks that the platform allows, in CIDR form; no configuration of a neuron can widen them. */
export function allowedNetworks(): string[] {
  return (process.env[networksVariable] ?? '').split(',').filter((one) => one !== '');
}

/** The proxy in use for an address; undefined when it is reached directly. */
export function proxyFor({ protocol }: URL): string | undefined {
  return protocol === 'https:' ? process.env.https_proxy : process.env.http_proxy;
}

function useProxy(http: string | undefined, https: string | undefined): void {
  if (http === undefined && https === undefined) return;
  // Also as environment variables: libraries that bring a client of their own look there.
  if (http !== undefined) process.env.http_proxy = http;
  if (https !== undefined) process.env.https_proxy = https;
  setGlobalProxyFromEnv();
}

function trustAuthorities(path: string): void {
  if (!existsSync(path)) return;
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(path, 'utf8')]);
}
