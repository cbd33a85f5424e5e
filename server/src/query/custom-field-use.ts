/** How often a custom field is filled, in all organisations: whoever manages the list is told before removing it. */
import type { Database } from '../storage/database.ts';

/** Number of objects that have a value of the field, by kind (`case`, `alert`, `caseTemplate` …); kinds without any are left out. */
export async function customFieldUse(
  database: Database,
  id: string,
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      name: 'custom_field_use',
      sql: 'select entity_kind, count(distinct entity_id) as uses from skep.custom_field_value where custom_field_id = $1 group by entity_kind',
      parameters: [id],
    },
  );
  return Object.fromEntries(rows.map((row) => [String(row.entity_kind), Number(row.uses)]));
}
