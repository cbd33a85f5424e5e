/** Which rows a transaction may touch: the row policies of the database read it, independently of any filter of ours. */
import type { Statement } from './statement.ts';

/** One organisation's rows and what is shared with it, or everything (workers, live stream, platform administration). */
export type Scope =
  | { readonly role: 'organisation'; readonly organisationId: string /* decimal digits, no tilde */ }
  | { readonly role: 'worker' };

/** The setting that the row policies read. */
const setting = 'skep.organisation';

/** Statements that open the scope inside a transaction. */
export function scopeStatements(scope: Scope): readonly Statement[] {
  if (scope.role === 'worker') return [];
  return [{ sql: `set local ${setting} = ${safeDigits(scope.organisationId)}`, parameters: [] }];
}

/**
 * `SET LOCAL` takes no parameters, so this is the one place that writes the value into SQL: digits of a safe integer or
 * nothing. Throws a `RangeError` for everything else; that is a defect of the caller, never input of a user.
 */
function safeDigits(organisationId: string): string {
  if (!/^[0-9]{1,16}$/.test(organisationId) || !Number.isSafeInteger(Number(organisationId))) {
    throw new RangeError('The id of an organisation must be the decimal digits of a safe integer');
  }
  return organisationId;
}
