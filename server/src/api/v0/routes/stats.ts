/** Numbers over objects whose other routes stand elsewhere. */
import { kinds } from '../kinds.ts';
import { counting } from '../list-routes.ts';
import type { Route } from '../route.ts';
import { auditWords } from '../words.ts';

/** The routes. */
export const statsRoutes: readonly Route[] = [
  counting('/case/task/_stats', kinds.task, 'Numbers over tasks'),
  counting('/case/task/log/_stats', kinds.log, 'Numbers over logs'),
  counting('/audit/_stats', { entity: 'audit', words: auditWords }, 'Numbers over audit records'),
];
