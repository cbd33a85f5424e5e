/** A database of the administrator's own, reached over TLS: what each `sslmode` asks of it, and what a refusal says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic } from '../../../tests/journeys/api-client.ts';
import { withServer } from '../../../tests/journeys/server.ts';
import { certificate } from '../../../tests/support/certificate/paths.ts';
import { testRolePassword } from '../../../tests/support/test-cluster.ts';
import { startTlsPostgres, type TlsPostgres } from '../../../tests/support/tls-postgres.ts';
import { readDatabaseUrl } from './connection-options.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { withOwner } from './owner-session.ts';

const root = `sslrootcert=${encodeURIComponent(certificate.authority)}`;
const encryption = 'select ssl, version from pg_stat_ssl where pid = pg_backend_pid()';

describe('a PostgreSQL over TLS', () => {
  let postgres: TlsPostgres;
  beforeAll(async () => {
    postgres = await startTlsPostgres();
  });
  afterAll(() => postgres?.stop());

  const encrypted = (parameters: string) =>
    withOwner(readDatabaseUrl(postgres.url(parameters)), (session) => session.query(encryption));

  it.each([`sslmode=verify-full&${root}`, `sslmode=require&${root}`, 'sslmode=no-verify'])(
    'lets the owner in with %s',
    async (parameters) => {
      expect(await encrypted(parameters)).toEqual([{ ssl: true, version: 'TLSv1.3' }]);
    },
  );

  it.each(['sslmode=verify-full', 'sslmode=require'])(
    'is refused with %s when no authority known here signed its certificate',
    async (parameters) => {
      await expect(encrypted(parameters)).rejects.toThrow(
        /^The database's certificate is not trusted \(.+\)\. Name the file of its authority: sslrootcert=/,
      );
    },
  );

  it('is refused under a name that its certificate does not hold', async () => {
    const { ssl, ...plain } = readDatabaseUrl(postgres.url(`sslmode=verify-full&${root}`));
    const options = { ...plain, ssl: { ...(typeof ssl === 'object' ? ssl : {}), servername: 'db.example' } };
    await expect(withOwner({ ...options, host: '127.0.0.1' }, async () => undefined)).rejects.toThrow(
      /^The database's certificate is not trusted \(.*db\.example/,
    );
  });

  it('lets nobody in without encryption', async () => {
    await expect(encrypted('sslmode=disable')).rejects.toThrow(/no encryption/);
  });

  it('is migrated, read and written by the roles of the server', async () => {
    const owner = readDatabaseUrl(postgres.url(`sslmode=verify-full&${root}`));
    const { applied } = await migrate({ owner, rolePassword: testRolePassword });
    expect(applied).not.toEqual([]);
    const database = await openDatabase({ owner, rolePassword: testRolePassword });
    try {
      const statement = { sql: encryption, parameters: [] };
      const read = await database.read({ role: 'worker' }, statement);
      const written = await database.transaction(
        { role: 'organisation', organisationId: '1' },
        (transaction) => transaction.run(statement),
      );
      expect([read.rows, written.rows]).toMatchObject([[{ ssl: true }], [{ ssl: true }]]);
    } finally {
      await database.close();
    }
  }, 60_000);

  it('carries a whole server', async () => {
    const url = postgres.url(`sslmode=verify-full&${root}`);
    await withOwner(readDatabaseUrl(url), (session) => session.query('create database skep'));
    const settings = { SKEP_DATABASE_URL: url.replace('/postgres?', '/skep?') };
    const [made, found] = await withServer(settings, async (server) => {
      const { login, password } = server.administrator;
      const headers = {
        authorization: basic(login, password),
        'content-type': 'application/json',
        'x-organisation': 'main',
      };
      const body = JSON.stringify({ title: 'Over TLS', description: 'A case' });
      const path = `${server.url}/api/v1/case`;
      const answer = await fetch(path, { method: 'POST', headers, body });
      const text = await answer.text();
      const id = /"_id":"(~\d+)"/.exec(text)?.[1];
      return [answer.status, await (await fetch(`${path}/${id}`, { headers })).json()];
    });
    expect(made).toBe(201);
    expect(found).toMatchObject({ title: 'Over TLS' });
  }, 120_000);

  it('is not looked for when the file of its authority is missing', () => {
    expect(() => readDatabaseUrl(postgres.url('sslmode=verify-full&sslrootcert=/no/such.pem'))).toThrow(
      /^A file that the database URL names cannot be read: \/no\/such\.pem \(ENOENT\)/,
    );
  });
});
