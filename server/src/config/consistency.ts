/** Rules about several settings together. Each is skipped while one of its settings is wrong by itself. */
import { relative, sep } from 'node:path';
import { type Config, settings } from './schema.ts';
import type { Setting } from './setting.ts';

/** A rule: the settings it reads, the first of which is blamed, and what is wrong with them, if anything. */
export interface ConsistencyRule {
  readonly involves: readonly Setting<unknown>[];
  readonly wrong: (config: Config) => string | undefined;
}

/** Whether a path is a folder or lies in it. */
function inside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep));
}

const { data, firstStart, access, outgoing } = settings;

/** All rules; `programFolder` is where the program itself lies. */
export function consistencyRules(programFolder: string): readonly ConsistencyRule[] {
  return [
    {
      involves: [data.folder],
      wrong: ({ data: { folder } }) =>
        inside(folder, programFolder)
          ? `${folder} lies in the folder of the program, where an update would remove it. Accepted: a folder elsewhere.`
          : undefined,
    },
    {
      involves: [firstStart.adminPassword, firstStart.adminLogin],
      wrong: ({ firstStart: { adminLogin, adminPassword } }) =>
        (adminLogin === undefined) !== (adminPassword === undefined)
          ? 'SKEP_ADMIN_LOGIN and SKEP_ADMIN_PASSWORD are given together, or neither.'
          : undefined,
    },
    {
      involves: [firstStart.adminPassword, access.passwordMinimumLength],
      wrong: ({ firstStart: { adminPassword }, access: { passwordMinimumLength } }) =>
        adminPassword !== undefined && [...adminPassword].length < passwordMinimumLength
          ? `it is shorter than the ${passwordMinimumLength} characters of SKEP_PASSWORD_MINIMUM_LENGTH.`
          : undefined,
    },
    {
      involves: [access.sessionIdleMinutes, access.sessionLifetimeMinutes],
      wrong: ({ access: { sessionIdleMinutes, sessionLifetimeMinutes } }) =>
        sessionIdleMinutes > sessionLifetimeMinutes
          ? `${sessionIdleMinutes} is longer than the whole session, SKEP_SESSION_LIFETIME_MINUTES = ${sessionLifetimeMinutes}.`
          : undefined,
    },
    ...mailRules,
  ];
}

const mailRules: readonly ConsistencyRule[] = [
  {
    involves: [outgoing.smtpFrom, outgoing.smtpHost],
    wrong: ({ outgoing: { smtpHost, smtpFrom } }) =>
      smtpHost !== undefined && smtpFrom === undefined
        ? 'SKEP_SMTP_HOST is given, so a sender is needed: skep@example.org or Skep <skep@example.org>.'
        : undefined,
  },
  {
    involves: [outgoing.smtpHost, outgoing.smtpUser, outgoing.smtpFrom],
    wrong: ({ outgoing: { smtpHost, smtpUser, smtpFrom } }) =>
      smtpHost === undefined && (smtpUser !== undefined || smtpFrom !== undefined)
        ? 'it is missing, while other settings of the mail server are given.'
        : undefined,
  },
  {
    involves: [outgoing.smtpPassword, outgoing.smtpUser],
    wrong: ({ outgoing: { smtpUser, smtpPassword } }) =>
      (smtpUser === undefined) !== (smtpPassword === undefined)
        ? 'SKEP_SMTP_USER and SKEP_SMTP_PASSWORD are given together, or neither.'
        : undefined,
  },
];
