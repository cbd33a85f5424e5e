/** Where the certificates of tests are: an authority, and a server's certificate that it signed for localhost and 127.0.0.1. */
import { fileURLToPath } from 'node:url';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Absolute paths of the PEM files. The key secures nothing: everybody who has the source has it. */
export const certificate = Object.freeze({
  authority: path('authority.pem'),
  server: path('server.pem'),
  key: path('server-key.pem'),
});
