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

const { data, engine, firstStart, access } = settings;

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
      involves: [engine.readableFolders, data.folder],
      wrong: ({ engine: { readableFolders }, data: { folder } }) => {
        const open = readableFolders.find((given) => inside(folder, given) || inside(given, folder));
        return open === undefined
          ? undefined
          : `${open} holds the data folder or lies in it, and neurons would read what is kept there. Accepted: folders elsewhere.`;
      },
    },
    {
      involves: [firstStart.adminPassword, firstStart.adminLogin],
      wrong: ({ firstStart: { adminLogin, adminPassword } }) =>
        (adminLogin === undefined) !== (adminPassword === undefined)
          ? 'SKEP_ADMIN_LOGIN and SKEP_ADMIN_PASSWORD are given together, or neither.'
          : undefined,
    },
    {
      involves: [access.sessionIdleMinutes, access.sessionLifetimeMinutes],
      wrong: ({ access: { sessionIdleMinutes, sessionLifetimeMinutes } }) =>
        sessionIdleMinutes > sessionLifetimeMinutes
          ? `${sessionIdleMinutes} is longer than the whole session, SKEP_SESSION_LIFETIME_MINUTES = ${sessionLifetimeMinutes}.`
          : undefined,
    },
  ];
}
