/** Every entity by name. Lists, descriptions, the test matrix and the architecture checks are drawn from it. */

import { alert } from './entities/alert.ts';
import { pattern, patternCatalog, procedure } from './entities/attack.ts';
import { automationRule } from './entities/automation.ts';
import { caseEntity } from './entities/case.ts';
import { caseLink } from './entities/case-link.ts';
import { alertStatus, caseStatus, caseTemplate, customField, tag } from './entities/case-template.ts';
import { cortexServer } from './entities/cortex-server.ts';
import { action, analyzerTemplate, directRun, enabledNeuron, job } from './entities/engine.ts';
import { attachment, observable, observableType } from './entities/observable.ts';
import { organisation, profile, share, user } from './entities/organisation.ts';
import { customEvent, page, pageTemplate } from './entities/page.ts';
import { caseReport, caseReportTemplate, dashboard, reportImage } from './entities/report.ts';
import { comment, log, task } from './entities/task.ts';
import { taxonomy, taxonomyTag } from './entities/taxonomy.ts';
import { webhook, webhookDelivery } from './entities/webhook.ts';
import { audit, draft, mention, view } from './entities/workspace.ts';
import type { Entity } from './entity.ts';

/** Entities by name, typed. */
export const entities = {
  alert,
  case: caseEntity,
  task,
  log,
  comment,
  observable,
  observableType,
  attachment,
  caseTemplate,
  customField,
  tag,
  caseStatus,
  alertStatus,
  organisation,
  user,
  profile,
  share,
  job,
  action,
  directRun,
  enabledNeuron,
  cortexServer,
  automationRule,
  webhook,
  webhookDelivery,
  audit,
  mention,
  view,
  draft,
  patternCatalog,
  pattern,
  procedure,
  taxonomy,
  taxonomyTag,
  page,
  pageTemplate,
  customEvent,
  caseLink,
  caseReport,
  caseReportTemplate,
  reportImage,
  dashboard,
  analyzerTemplate,
} as const;

/** Name of an entity. */
export type EntityName = keyof typeof entities;

/** The entity of a name known to exist, e.g. the target of a relation. */
export function entityNamed(name: string): Entity {
  const found = Object.entries(entities).find(([key]) => key === name);
  if (found === undefined) throw new Error(`No entity is called ${name}`);
  return found[1];
}
