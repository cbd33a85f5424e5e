/** Relations with a condition of their own, each name of the model with its SQL. */
import type { Entity } from '../model/entity.ts';
import { expandPermission } from '../model/permission.ts';
import type { CompileContext } from './context.ts';
import { allOf, anyOf, columnRef, type Sql, sql } from './sql.ts';
import { visibility } from './visibility.ts';
import { entities } from '../model/registry.ts';

/** Either a condition between two rows, or one that picks some rows of the set itself. */
export interface NamedRelation {
  readonly link?: (context: CompileContext, from: string, target: string, source: Entity) => Sql;
  readonly subset?: (alias: string) => Sql;
}

const relations: Readonly<Record<string, NamedRelation>> = {
  caseAttachments: { link: caseAttachments },
  caseComments: { link: caseComments },
  sharedOrganisations: {
    link: (_, from, target) => sql`${columnRef(target, 'id')} = any(${columnRef(from, 'organisation_ids')})`,
  },
  assignableUsers: { link: assignableUsers },
  taskInCase: { subset: (alias) => sql`${columnRef(alias, 'case_id')} is not null` },
  similarObservables: { link: similarObservables },
  observableFromCase: { subset: (alias) => sql`${columnRef(alias, 'case_id')} is not null` },
  observableFromAlert: { subset: (alias) => sql`${columnRef(alias, 'alert_id')} is not null` },
  observableFromJob: { subset: (alias) => sql`${columnRef(alias, 'job_id')} is not null` },
  organisationUsers: { link: organisationUsers },
  linkedOrganisations: { link: linkedOrganisations },
  userCases: { link: assignedTo },
  userTasks: { link: assignedTo },
  userAlerts: { link: assignedTo },
  shareTasks: { link: sharedThings },
  shareObservables: { link: sharedThings },
};
