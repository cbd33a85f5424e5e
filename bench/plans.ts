/** How PostgreSQL answers a question: the plan in short, and the tables of tenants that it reads from end to end. */
import { parseQuery } from '../server/src/api/v1/query/parse-query.ts';
import type { Chance } from '../server/src/demo/random.ts';
import { compilePipeline } from '../server/src/query/index.ts';
import { scopeOf } from '../server/src/query/scope-of.ts';
import type { Database } from '../server/src/storage/database.ts';
import type { Statement } from '../server/src/storage/statement.ts';
import type { Facts } from './facts.ts';
import type { Question } from './questions.ts';

/** Reading a table whole is what an index is for when it has more rows than this; below, it is the fastest way. */
const smallTable = 1_000;
const timeoutMs = 120_000;

/** A plan. */
export interface Plan {
  /** Indexes and tables that are read, each once, in the order of the plan. */
  readonly reads: readonly string[];
  /** Tables with row policies that are read from end to end though they are large. */
  readonly readWhole: readonly string[];
}

/** One step of a plan as PostgreSQL tells it. */
interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Node[];
}

/** Gives the statement of a question, as the server would send it. */
export function statementOf(question: Question, facts: Facts, chance: Chance): Statement {
  const { pipeline } = parseQuery(question.body(chance, facts), facts.actor.login);
  return compilePipeline(facts.actor, pipeline).statement;
}

/** Names of the tables with row policies that have many rows. */
export async function largeTenantTables(database: Database): Promise<ReadonlySet<string>> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      sql: `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'skep' and c.relrowsecurity and c.reltuples > $1`,
      parameters: [smallTable],
    },
  );
  return new Set(rows.map(({ name }) => String(name)));
}

/** Asks for the plan of a question, without running it. */
export async function planOf(
  database: Database,
  facts: Facts,
  statement: Statement,
  tenantTables: ReadonlySet<string>,
): Promise<Plan> {
  const asked = { ...statement, sql: `explain (format json) ${statement.sql}` };
  const { rows } = await database.read(scopeOf(facts.actor), asked, { timeoutMs });
  const [row] = rows as readonly { readonly 'QUERY PLAN': readonly { readonly Plan: Node }[] }[];
  const nodes = (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => withBelow(Plan));
  return {
    reads: [...new Set(nodes.flatMap((node) => readBy(node)))],
    readWhole: [
      ...new Set(
        nodes
          .filter((node) => node['Node Type'] === 'Seq Scan')
          .flatMap((node) => node['Relation Name'] ?? [])
          .filter((table) => tenantTables.has(table)),
      ),
    ],
  };
}

function withBelow(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(withBelow)];
}

function readBy(node: Node): string[] {
  const index = node['Index Name'];
  if (index !== undefined) return [index];
  const table = node['Relation Name'];
  return table === undefined || node['Node Type'] !== 'Seq Scan' ? [] : [`${table} whole`];
}
