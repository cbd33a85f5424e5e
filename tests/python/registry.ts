/** How pip of these tests reaches its registry: as that of whoever runs them does. */
import { homedir } from 'node:os';
import { join } from 'node:path';

const alsoNeeded = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE'];

/** Variables for a server that starts without the environment of the tests. */
export function registrySettings(): Readonly<Record<string, string>> {
  const passed = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (entry[0].startsWith('PIP_') || alsoNeeded.includes(entry[0].toUpperCase())),
  );
  return {
    XDG_CONFIG_HOME: process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'),
    ...Object.fromEntries(passed),
  };
}
