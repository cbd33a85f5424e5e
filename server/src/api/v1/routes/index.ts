/** All routes of v1, in one table: the server, its documentation and the test matrix are made from it. */
import type { Route } from '../route.ts';
import { alertRoutes } from './alert.ts';
import { apiKeyRoutes } from './api-key.ts';
import { attachmentRoutes } from './attachment.ts';
import { auditRoutes } from './audit.ts';
import { caseRoutes } from './case.ts';
import { cortexRoutes } from './cortex.ts';
import { liveRoutes } from './live.ts';
import { mailRoutes } from './mail.ts';
import { mailViewRoutes } from './mail-view.ts';
import { mentionRoutes } from './mention.ts';
import { neuronRoutes } from './neuron.ts';
import { observableRoutes } from './observable.ts';
import { organisationRoutes } from './organisation.ts';
import { ownAccountRoutes } from './own-account.ts';
import { ownSessionRoutes } from './own-sessions.ts';
import { platformRoutes } from './platform.ts';
import { presenceRoutes } from './presence.ts';
import { previewRoutes } from './preview.ts';
import { queryRoutes } from './query.ts';
import { referenceRoutes } from './reference.ts';
import { sessionRoutes } from './session.ts';
import { setUpRoutes } from './set-up.ts';
import { shareRoutes } from './share.ts';
import { similarRoutes } from './similar.ts';
import { stepRoutes } from './steps.ts';
import { commentRoutes, taskRoutes } from './task.ts';
import { userRoutes } from './user.ts';
import { workspaceRoutes } from './workspace.ts';

/** The table. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...setUpRoutes,
  ...platformRoutes,
  ...queryRoutes,
  ...alertRoutes,
  ...mailRoutes,
  ...mailViewRoutes,
  ...caseRoutes,
  ...previewRoutes,
  ...stepRoutes,
  ...similarRoutes,
  ...observableRoutes,
  ...taskRoutes,
  ...commentRoutes,
  ...attachmentRoutes,
  ...shareRoutes,
  ...referenceRoutes,
  ...organisationRoutes,
  ...userRoutes,
  ...apiKeyRoutes,
  ...workspaceRoutes,
  ...mentionRoutes,
  ...presenceRoutes,
  ...ownAccountRoutes,
  ...ownSessionRoutes,
  ...auditRoutes,
  ...liveRoutes,
  ...cortexRoutes,
  ...neuronRoutes,
];
