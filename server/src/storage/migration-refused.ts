/** Why a database cannot be brought to the state this server needs; always with what to do about it. */

/** The kinds of refusal. */
export type MigrationRefusalCode =
  | 'serverTooOld'
  | 'migrationsFolderBroken'
  | 'databaseIsNewer'
  | 'migrationChanged'
  | 'migrationFailed'
  | 'migrationBusy'
  | 'roleMissing'
  | 'rolePassword'
  | 'roleTooPowerful'
  | 'extensionMissing';

/** The database stays as it was. The message is for whoever operates the server. */
export class MigrationRefused extends Error {
  readonly code: MigrationRefusalCode;

  constructor(code: MigrationRefusalCode, message: string) {
    super(message);
    this.name = 'MigrationRefused';
    this.code = code;
  }
}
