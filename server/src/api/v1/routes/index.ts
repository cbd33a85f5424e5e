/** All routes of v1, in one table: the server, its documentation and the test matrix are made from it. */
import type { Route } from '../route.ts';
import { alertRoutes } from './alert.ts';
import { analyzerTemplateRoutes } from './analyzer-template.ts';
import { apiKeyRoutes } from './api-key.ts';
import { attachmentRoutes } from './attachment.ts';
import { attackRoutes } from './attack.ts';
import { auditRoutes } from './audit.ts';
import { automationRoutes } from './automation.ts';
import { caseRoutes } from './case.ts';
import { caseAccessRoutes } from './case-access.ts';
import { caseArchiveRoutes } from './case-archive.ts';
import { caseLinkRoutes } from './case-link.ts';
import { caseReportRoutes } from './case-report.ts';
import { caseReportTemplateRoutes } from './case-report-template.ts';
import { cortexRoutes } from './cortex.ts';
import { cortexServerRoutes } from './cortex-server.ts';
import { dashboardRoutes } from './dashboard.ts';
import { liveRoutes } from './live.ts';
import { mailRoutes } from './mail.ts';
import { mailViewRoutes } from './mail-view.ts';
import { mentionRoutes } from './mention.ts';
import { neuronRoutes } from './neuron.ts';
import { observableRoutes } from './observable.ts';
import { organisationRoutes } from './organisation.ts';
import { ownAccountRoutes } from './own-account.ts';
import { ownSessionRoutes } from './own-sessions.ts';
import { pageRoutes } from './page.ts';
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
import { taxonomyRoutes } from './taxonomy.ts';
import { timelineRoutes } from './timeline.ts';
import { userRoutes } from './user.ts';
import { userSettingRoutes } from './user-setting.ts';
import { webhookRoutes } from './webhook.ts';
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
  ...caseLinkRoutes,
  ...caseAccessRoutes,
  ...caseArchiveRoutes,
  ...previewRoutes,
  ...stepRoutes,
  ...similarRoutes,
  ...observableRoutes,
  ...taskRoutes,
  ...commentRoutes,
  ...attachmentRoutes,
  ...attackRoutes,
  ...taxonomyRoutes,
  ...caseReportTemplateRoutes,
  ...caseReportRoutes,
  ...shareRoutes,
  ...referenceRoutes,
  ...organisationRoutes,
  ...userRoutes,
  ...apiKeyRoutes,
  ...pageRoutes,
  ...timelineRoutes,
  ...dashboardRoutes,
  ...userSettingRoutes,
  ...workspaceRoutes,
  ...mentionRoutes,
  ...presenceRoutes,
  ...ownAccountRoutes,
  ...ownSessionRoutes,
  ...auditRoutes,
  ...liveRoutes,
  ...automationRoutes,
  ...cortexServerRoutes,
  ...webhookRoutes,
  ...analyzerTemplateRoutes,
  ...cortexRoutes,
  ...neuronRoutes,
];
