/** Equality of observable data: by digest of type and normalised value, so that no index holds values of any length. */
import { dataTypes, normalise } from '@skep/sdk/indicators';
import { CodedError } from '../../model/errors.ts';
import { matchHashOfValue } from '../../model/match-hash.ts';
import { type Sql, sql } from '../sql.ts';

/** Most values in one list. */
const mostValues = 1_000;

/**
 * The digests that observables with one of the values can have, as an array: one for each type and value. Types that an
 * organisation added are known to the database only; it digests those.
 */
export function dataHashes(values: readonly string[]): Sql {
  if (values.length > mostValues) throw new CodedError('tooManyItems', { limit: mostValues, what: 'values' });
  const known = values.flatMap((value) =>
    dataTypes.map((type) => [type, hex(type, value), hex(type, value.toLowerCase())] as const),
  );
  const plain = values.map((value) => normalise('other', value));
  const lower = values.map((value) => normalise('other', value.toLowerCase()));
  const builtIn = sql`select case when t.is_case_sensitive then decode(h.exact, 'hex') else decode(h.lower, 'hex') end from skep.observable_type t join unnest(${known.map(([type]) => type)}::text[], ${known.map(([, exact]) => exact)}::text[], ${known.map(([, , low]) => low)}::text[]) as h(name, exact, lower) on h.name = t.name`;
  const added = sql`select sha256(convert_to(t.name, 'UTF8') || '\\x00'::bytea || convert_to(case when t.is_case_sensitive then v.exact else v.lower end, 'UTF8')) from skep.observable_type t cross join unnest(${plain}::text[], ${lower}::text[]) as v(exact, lower) where t.name <> all(${[...dataTypes]}::text[])`;
  return sql`array(${builtIn} union all ${added})`;
}

function hex(type: string, value: string): string {
  return matchHashOfValue(type, value).toString('hex');
}
