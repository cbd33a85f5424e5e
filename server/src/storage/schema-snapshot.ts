/**
 * The schema as text in a stable order, from the catalogue: what all migrations together amount to can be read in one place,
 * and a migration that does more than it says shows in the diff.
 */
import { join } from 'node:path';
import type { OwnerSession } from './owner-session.ts';

/** The checked-in text that a test compares with the migrated database. */
export const schemaSnapshotFile = join(import.meta.dirname, 'schema.snapshot.txt');

/** Relations of our schema: tables, sequences, views. */
const relations = `pg_class r join pg_namespace n on n.oid = r.relnamespace and n.nspname = 'skep'`;

/** Each gives `object`, and for every line about it `place` (order) and `line`. */
const queries = [
  `select r.relname as object, '0' as place,
      'table' || case when r.relrowsecurity then ', row policies' else '' end || case when r.relforcerowsecurity then ' for the owner too' else '' end as line
    from ${relations} where r.relkind in ('r', 'p')`,
  `select r.relname as object, '0' as place, 'view ' || pg_get_viewdef(r.oid) as line
    from ${relations} where r.relkind in ('v', 'm')`,
  `select r.relname as object, '0' as place,
      format('sequence %s start %s increment %s cycle %s', format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqcycle) as line
    from ${relations} join pg_sequence s on s.seqrelid = r.oid`,
  `select r.relname as object, '1' || lpad(a.attnum::text, 5, '0') as place,
      'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
        || coalesce(case a.attgenerated when '' then ' default ' else ' generated ' end || pg_get_expr(d.adbin, d.adrelid), '') as line
    from ${relations} join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum where r.relkind in ('r', 'p')`,
  `select r.relname as object, '2' || c.conname as place, 'constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid) as line
    from ${relations} join pg_constraint c on c.conrelid = r.oid and c.contype <> 'n'`,
  `select r.relname as object, '3' || i.relname as place, pg_get_indexdef(i.oid) as line
    from ${relations} join pg_index x on x.indrelid = r.oid join pg_class i on i.oid = x.indexrelid
    where not exists (select from pg_constraint c where c.conindid = i.oid and c.conrelid = r.oid)`,
  `select r.relname as object, '4' || t.tgname as place, pg_get_triggerdef(t.oid) as line
    from ${relations} join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal`,
  `select r.relname as object, '5' || p.polname as place,
      format('policy %s for %s to %s', p.polname, case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        (select string_agg(coalesce(o.rolname, 'public'), ', ' order by o.rolname) from unnest(p.polroles) as role(oid) left join pg_roles o on o.oid = role.oid))
        || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '') || coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '') as line
    from ${relations} join pg_policy p on p.polrelid = r.oid`,
  `select r.relname as object, '6' || g.rolname as place, 'grant ' || string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) || ' to ' || g.rolname as line
    from ${relations} cross join aclexplode(r.relacl) a join pg_roles g on g.oid = a.grantee
    where a.grantee <> r.relowner group by r.relname, g.rolname`,
  `select p.oid::regprocedure::text as object, '0' as place, pg_get_functiondef(p.oid) as line
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'skep'`,
];

/** The schema of the database that the session is connected to: one paragraph for each table, sequence and function. */
export async function schemaSnapshot(session: OwnerSession): Promise<string> {
  // With nothing in the search path every name in the catalogue's texts is written in full.
  await session.query(`begin read only; set local search_path = ''`);
  try {
    const rows = await session.query(
      `select object, line from (${queries.join('\nunion all\n')}) as all_lines
        order by object collate "C", place collate "C", line collate "C"`,
    );
    return paragraphs(rows.map((row) => ({ object: String(row.object), line: String(row.line) })));
  } finally {
    await session.query('commit');
  }
}

function paragraphs(rows: readonly { readonly object: string; readonly line: string }[]): string {
  const objects = Map.groupBy(rows, ({ object }) => object);
  return [...objects]
    .map(([object, lines]) => [object, ...lines.map(({ line }) => `  ${line.trimEnd()}`), ''].join('\n'))
    .join('\n');
}
