/** Where the audit tells of an object: logs under their task, other parts under their case, alert or template, roots under themselves. */
import { entities } from '../../model/registry.ts';
import { type Row, storedValue } from './row.ts';
import type { AuditContext } from './writer.ts';

const parents = [
  ['logId', entities.log],
  ['taskId', entities.task],
  ['caseId', entities.case],
  ['alertId', entities.alert],
  ['caseTemplateId', entities.caseTemplate],
] as const;

/** The context of audit records of a row. */
export function placeInAudit(row: Row): AuditContext {
  if (row.entity.layout.root === 'child') {
    for (const [field, entity] of parents) {
      const id = field in row.entity.fields ? storedValue(row, field) : null;
      if (id !== null) return { type: entity.wireType, id: String(id) };
    }
  }
  return { type: row.entity.wireType, id: row.id };
}
