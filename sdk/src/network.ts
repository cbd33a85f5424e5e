/** Applies what an administrator set for outgoing connections: a proxy and certificate authorities. */

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
