/**
 * Every failure of the database in our own words. This is the only file that reads a SQLSTATE; messages never carry the
 * details of PostgreSQL, because those quote stored values.
 */

/** Base of all errors of the storage layer. */
export class StorageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A unique key is taken. */
export class UniqueViolation extends StorageError {
  /** Name of the violated constraint or unique index. */
  readonly constraint: string;

  constructor(constraint: string) {
    super(`The key ${constraint} is already taken`);
    this.constraint = constraint;
  }
}

/** A row refers to one that does not exist, or is still referred to. */
export class ForeignKeyViolation extends StorageError {
  readonly constraint: string;

  constructor(constraint: string) {
    super(`The reference ${constraint} does not hold`);
    this.constraint = constraint;
  }
}

/** A column that must have a value got none. */
export class NotNullViolation extends StorageError {
  readonly table: string;
  readonly column: string;

  constructor(table: string, column: string) {
    super(`Column ${column} of ${table} needs a value`);
    this.table = table;
    this.column = column;
  }
}

/** A check or exclusion constraint refused a row. */
export class CheckViolation extends StorageError {
  readonly constraint: string;

  constructor(constraint: string) {
    super(`The check ${constraint} does not hold`);
    this.constraint = constraint;
  }
}

/** Two transactions got into each other's way; trying again can succeed. */
export class SerializationFailure extends StorageError {}

/** A statement took longer than its time limit. */
export class StatementTimeout extends StorageError {}

/** The caller gave up on a read. */
export class ReadAborted extends StorageError {}

/** The connection broke; whether a commit that was under way happened is unknown. */
export class ConnectionLost extends StorageError {}

/** Too many requests at once; trying again later can succeed. */
export class DatabaseBusy extends StorageError {}

/** A role policy or missing grant refused the statement. */
export class PolicyRefused extends StorageError {}

/** A value that the column or operator cannot take (NUL characters, malformed or too large values). */
export class InvalidValue extends StorageError {}

/** The database refused to let the role in. */
export class SignInRefused extends StorageError {}

/** A commit was answered with a rollback, because a statement before it had failed and the failure was ignored. */
export class TransactionRolledBack extends StorageError {}

/** The database has no room left on disk or in memory. */
export class OutOfSpace extends StorageError {}

/** The database is read-only: a standby, or switched so by its administrator. */
export class ReadOnlyDatabase extends StorageError {}

/** The answer holds a value that cannot be read. */
export class UnreadableAnswer extends StorageError {}

/** Any other refusal: a defect of ours in most cases. */
export class StatementFailed extends StorageError {
  /** The five characters of the SQL standard, for the log. */
  readonly sqlState: string;

  constructor(sqlState: string, message: string) {
    super(message);
    this.sqlState = sqlState;
  }
}

/** What PostgreSQL reports, as far as we read it. */
interface Report {
  readonly code: string;
  readonly message: string;
  readonly constraint: string;
  readonly table: string;
  readonly column: string;
}

const byState: Readonly<Record<string, (report: Report) => StorageError>> = {
  '23505': ({ constraint }) => new UniqueViolation(constraint),
  '23503': ({ constraint }) => new ForeignKeyViolation(constraint),
  '23502': ({ table, column }) => new NotNullViolation(table, column),
  '23514': ({ constraint }) => new CheckViolation(constraint),
  '23P01': ({ constraint }) => new CheckViolation(constraint),
  '40001': ({ message }) => new SerializationFailure(message),
  '40P01': ({ message }) => new SerializationFailure(message),
  '55P03': () => new StatementTimeout('A lock was not given in time'),
  '57014': () => new StatementTimeout('The statement took longer than its time limit'),
  '42501': ({ message }) => new PolicyRefused(message),
  '25006': ({ message }) => new ReadOnlyDatabase(message),
  '25P02': () =>
    new TransactionRolledBack('A statement of this transaction failed before, so it cannot go on'),
  '25P03': () => new ConnectionLost('The transaction was idle for too long and was ended'),
  '53300': () => new DatabaseBusy('The database has no connection left'),
  '57P01': ({ message }) => new ConnectionLost(message),
  '57P02': ({ message }) => new ConnectionLost(message),
  '57P03': ({ message }) => new ConnectionLost(message),
  '57P05': ({ message }) => new ConnectionLost(message),
};

const byClass: Readonly<Record<string, (report: Report) => StorageError>> = {
  '08': ({ message }) => new ConnectionLost(message),
  '22': ({ message }) => new InvalidValue(message),
  '28': ({ message }) => new SignInRefused(message),
  '53': ({ message }) => new OutOfSpace(message),
  '54': ({ message }) => new InvalidValue(message),
};

/** The error of ours for anything that a driver or socket threw. Errors that are already ours, and defects, stay as they are. */
export function translateError(error: unknown): unknown {
  if (error instanceof StorageError || !(error instanceof Error)) return error;
  const code = textOf(error, 'code');
  if (untrusted.test(code)) return notTrusted(error);
  if (!/^[0-9A-Z]{5}$/.test(code)) return isSocketFailure(error, code) ? lost(error) : error;
  const report = {
    code,
    message: error.message,
    constraint: textOf(error, 'constraint'),
    table: textOf(error, 'table'),
    column: textOf(error, 'column'),
  };
  const translate = byState[code] ?? byClass[code.slice(0, 2)];
  return translate?.(report) ?? new StatementFailed(code, `${error.message} (${code})`);
}

/** Whether a connection can no longer be used after this error. */
export function endsConnection(error: unknown): boolean {
  return error instanceof ConnectionLost || error instanceof SignInRefused;
}

function lost(error: Error): ConnectionLost {
  return new ConnectionLost(`The connection to the database broke: ${error.message}`);
}

/** Codes with which Node.js refuses the certificate of the other side. */
const untrusted = /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_CERT_)/;

function notTrusted(error: Error): ConnectionLost {
  return new ConnectionLost(
    `The database's certificate is not trusted (${error.message}). Name the file of its authority: sslrootcert=/path/of/authority.pem in the database URL, and a host name that the certificate holds`,
  );
}

function isSocketFailure(error: Error, code: string): boolean {
  return /^E[A-Z0-9]+$/.test(code) && 'syscall' in error;
}

function textOf(error: Error, name: string): string {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}
