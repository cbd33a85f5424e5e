/** The unique key of an alert lives in a table of its own, so that no constraint crosses roots; here it follows the alert. */
import { UniqueViolation } from '../../storage/errors.ts';
import type { Statement } from '../../storage/statement.ts';
import type { CommandContext } from '../frame/command.ts';
import { asCodedError } from '../frame/constraint-errors.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, storedValue } from '../frame/row.ts';

const keyFields = ['type', 'source', 'sourceRef'] as const;

/** Moves the key with changed fields; refuses as `alertAlreadyExists` when it is taken. */
export async function moveAlertKey(context: CommandContext, row: Row, changes: RowValues): Promise<void> {
  const key = keyFields.map((name) => changes[name] ?? storedValue(row, name));
  if (keyFields.every((name, index) => key[index] === storedValue(row, name))) return;
  await claim(context, key, {
    sql: 'update skep.alert_key set type = $1, source = $2, source_ref = $3 where organisation_id = $4 and alert_id = $5',
    parameters: [...key, row.organisationId, row.id],
  });
}

/** Frees the key of an alert that goes. */
export function freeAlertKey({ write }: CommandContext, row: Row): void {
  write.queue({
    sql: 'delete from skep.alert_key where organisation_id = $1 and alert_id = $2',
    parameters: [row.organisationId, row.id],
  });
}

/** Takes the key of an alert that comes back; refuses as `alertAlreadyExists` when another one has it meanwhile. */
export async function takeAlertKey(context: CommandContext, row: Row): Promise<void> {
  const key = keyFields.map((name) => storedValue(row, name));
  await claim(context, key, {
    sql: 'insert into skep.alert_key (type, source, source_ref, organisation_id, alert_id) values ($1, $2, $3, $4, $5)',
    parameters: [...key, row.organisationId, row.id],
  });
}

async function claim(
  { write, actor }: CommandContext,
  key: readonly unknown[],
  statement: Statement,
): Promise<void> {
  try {
    await write.run(statement);
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    const [type = '', source = '', sourceRef = ''] = key.map(String);
    throw asCodedError(error, { type, source, sourceRef, organisation: actor.organisation.name });
  }
}
