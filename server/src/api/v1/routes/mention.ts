/** Routes of mentions: which texts call the caller, and what was read of them. Lists and counts are asked by queries. */
import { commands } from '../commands.ts';
import type { Route } from '../route.ts';
import { bodyWith, commandRoute, getRoute, nothing, onObject } from '../route-kinds.ts';

/** The routes. */
export const mentionRoutes: readonly Route[] = [
  getRoute({ path: '/mention/{mentionId}', summary: 'One mention of the caller' }, 'mention', 'mentionId'),
  commandRoute(
    {
      method: 'PATCH',
      path: '/mention/{mentionId}',
      summary: 'Mark a mention as read or unread',
      body: { also: { read: 'true (also when missing) or false' } },
    },
    commands.markMention,
    onObject('mentionId'),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/mention/read',
      summary: 'Mark every mention of the caller in this organisation as read',
    },
    commands.markAllMentions,
    bodyWith(() => ({})),
    nothing,
  ),
];
