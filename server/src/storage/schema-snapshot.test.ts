/** The checked-in schema is what the migrations amount to; `npx vitest run <this file> --update`, in that order, writes it anew. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createEmptyDatabase,
  dropDatabase,
  leaseDatabase,
  type TestDatabase,
} from '../../../tests/support/postgres.ts';
import { type OwnerSession, withOwner } from './owner-session.ts';
import { schemaSnapshot, schemaSnapshotFile } from './schema-snapshot.ts';

describe('the schema snapshot', () => {
  let lease: TestDatabase;
  beforeAll(async () => {
    lease = await leaseDatabase();
  });
  afterAll(() => lease?.release());

  it('is the schema of a migrated database', async () => {
    const text = await withOwner(lease.owner, schemaSnapshot);
    await expect(text).toMatchFileSnapshot(schemaSnapshotFile);
  });
});

describe('a snapshot', () => {
  it('tells everything that a migration can change', async () => {
    const owner = await createEmptyDatabase();
    const text = await withOwner(owner, async (session) => {
      await session.query(smallSchema);
      return schemaSnapshot(session);
    });
    expect(text).toBe(expected);
    expect(await withOwner(owner, (session: OwnerSession) => session.query('show search_path'))).toEqual([
      { search_path: '"$user", public' },
    ]);
    await dropDatabase(owner);
  });
});

const smallSchema = `
  create schema skep;
  create sequence skep.counter increment by 5;
  create function skep.one() returns trigger language plpgsql as $$ begin return new; end $$;
  create table skep.thing (id bigint primary key, name text not null default 'x', size int generated always as (length(name)) stored);
  create unique index thing_name on skep.thing (lower(name)) where id > 5;
  create trigger touched before update on skep.thing for each row execute function skep.one();
  alter table skep.thing enable row level security;
  create policy own on skep.thing for insert to public with check (id > 1);
  create view skep.names as select name from skep.thing;
  grant select, insert on skep.thing to skep_app;`;

const expected = `counter
  sequence bigint start 1 increment 5 cycle f

names
  view  SELECT name
   FROM skep.thing;

skep.one()
  CREATE OR REPLACE FUNCTION skep.one()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin return new; end $function$

thing
  table, row policies
  column id bigint not null
  column name text not null default 'x'::text
  column size integer generated length(name)
  constraint thing_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX thing_name ON skep.thing USING btree (lower(name)) WHERE (id > 5)
  CREATE TRIGGER touched BEFORE UPDATE ON skep.thing FOR EACH ROW EXECUTE FUNCTION skep.one()
  policy own for insert to public with check (id > 1)
  grant insert, select to skep_app
`;
