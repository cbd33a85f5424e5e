/** Routes of who may see a case, and of who owns it. */
import { commands } from '../commands.ts';
import type { Route } from '../route.ts';
import { commandRoute, nothing, onObject, onSeveral } from '../route-kinds.ts';

const access = {
  access: '{_kind: OrganisationAccessKind}, or {_kind: UserAccessKind, users: logins}',
} as const;

/** The routes. */
export const caseAccessRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/case/{caseId}/access',
      summary: 'Set who may see a case in the organisations that have it',
      body: { also: access },
    },
    commands.setCaseAccess,
    onObject('caseId'),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/case/_bulk/access',
      summary: 'Set who may see several cases',
      body: { also: { ids: 'ids of the cases', ...access } },
    },
    commands.setCaseAccess,
    onSeveral,
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/case/{caseId}/owner',
      summary: 'Give a case to another organisation',
      body: {
        also: {
          organisation: 'id or name of the new owner',
          keepProfile: 'profile with which your organisation keeps the case; without one it loses it',
          taskRule: 'manual or autoShare',
          observableRule: 'manual or autoShare',
        },
      },
    },
    commands.changeCaseOwner,
    onObject('caseId'),
    nothing,
  ),
];
