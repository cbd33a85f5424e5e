/** What PostgreSQL stores for a password, computed here so that the password itself never reaches the server or its log. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** PostgreSQL's own number; the passwords here are random, so more would protect nothing. */
const iterations = 4096;

/** The SCRAM-SHA-256 verifier of an ASCII password (RFC 5802, RFC 7677), with a salt of its own each time. */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
