/** Why the private PostgreSQL cannot be started: always with what to do about it. */

/** The kinds of refusal, for callers that react to one. */
export type RefusalCode =
  | 'noBinaries'
  | 'binariesDoNotRun'
  | 'noAccount'
  | 'folderUnreachable'
  | 'folderForeign'
  | 'otherMajorVersion'
  | 'alreadyRunning'
  | 'initialisationFailed'
  | 'startFailed'
  | 'socketFolderUnsafe';

/** The private PostgreSQL cannot be started. The message is for whoever operates the server. */
export class PrivatePostgresRefused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'PrivatePostgresRefused';
    this.code = code;
  }
}
