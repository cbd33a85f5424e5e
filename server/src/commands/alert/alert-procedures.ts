/** Procedures of an alert that goes into a case: the case takes them over, and gives back what nobody touched since. */
import { entities } from '../../model/registry.ts';
import { placeInAudit } from '../frame/audit-place.ts';
import type { CommandContext } from '../frame/command.ts';
import { hideRow } from '../frame/hide-row.ts';
import { within } from '../frame/placement.ts';
import { type Row, storedValue } from '../frame/row.ts';

/** What makes two procedures the same. */
const content = ['patternId', 'tactic', 'occurDate', 'description'] as const;
const taken = [...content, 'patternName'] as const;

function contentOf(row: Row): string {
  return JSON.stringify(content.map((name) => storedValue(row, name)));
}

/** Copies to a case what its alert has and it has not; gives the ids of the copies. */
export async function copyProcedures(context: CommandContext, alert: Row, caseRow: Row): Promise<string[]> {
  const reading = { forChange: false };
  const present = new Set((await context.related(caseRow, 'procedures', reading)).map(contentOf));
  const missing = (await context.related(alert, 'procedures', reading)).filter(
    (row) => !present.has(contentOf(row)),
  );
  const ids = await context.write.takeIds(missing.length);
  return missing.map((row, index) => {
    const values = Object.fromEntries(taken.map((name) => [name, storedValue(row, name)]));
    const copy = context.write.insert(
      entities.procedure,
      ids[index] ?? '',
      within(caseRow),
      { ...values, caseId: caseRow.id, originKind: 'alert', originId: alert.id },
      { context: { type: caseRow.entity.wireType, id: caseRow.id } },
    );
    return copy.id;
  });
}

/** Takes the copies out again, but for changed ones and those that another alert of the case brings as well. */
export async function takeBackProcedures(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const others = (await context.related(caseRow, ['alerts', 'procedures'], { forChange: false })).filter(
    (row) => row.placement.rootId !== alert.id,
  );
  const held = new Set(others.map(contentOf));
  for (const row of await context.related(caseRow, 'procedures', { ids }))
    if (row.version === 1 && !held.has(contentOf(row))) hideRow(context, row, placeInAudit(row));
}
