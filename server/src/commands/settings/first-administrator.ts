/** Makes the first administrator: of the platform, and of the first organisation too, so that the first person can do everything. */
import { type CommandDependencies, runCommand } from '../frame/command.ts';
import { type FirstOrganisations, systemActor } from './first-start.ts';
import { setUserOrganisations } from './memberships.ts';
import { createUser } from './people-commands.ts';

/** Who it will be. */
export interface FirstAdministrator {
  readonly login: string;
  readonly name: string;
}

/** Makes the account; its password is set by the caller. Gives the digits of its id. */
export async function makeFirstAdministrator(
  dependencies: CommandDependencies,
  organisations: FirstOrganisations,
  administrator: FirstAdministrator,
): Promise<string> {
  const call = { actor: systemActor(organisations.admin), requestId: 'first-administrator' };
  const { admin, first } = organisations;
  const { id } = await runCommand(
    dependencies,
    createUser,
    { ...administrator, profile: 'admin', organisation: admin.name },
    call,
  );
  const memberships = [
    { organisation: first.name, profile: 'org-admin', default: true },
    { organisation: admin.name, profile: 'admin', default: false },
  ];
  await runCommand(dependencies, setUserOrganisations, { id: `~${id}`, organisations: memberships }, call);
  return id;
}
