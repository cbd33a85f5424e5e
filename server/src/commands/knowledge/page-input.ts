/** Reads pages from input and stores them in a case. */
import type { FieldFault } from '../../model/errors.ts';
import { isRawObject, readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { within } from '../frame/placement.ts';
import type { Row } from '../frame/row.ts';
import type { Origin } from '../value/custom-field-values.ts';

/** Most pages that are made with a case or linked to a case template. */
export const mostPages = 100;

/** Puts pages into a case; gives their ids. */
export async function insertPages(
  { write }: CommandContext,
  caseRow: Row,
  pages: readonly RowValues[],
  origin: Origin,
): Promise<readonly string[]> {
  const ids = await write.takeIds(pages.length);
  pages.forEach((values, index) => {
    write.insert(
      entities.page,
      ids[index] ?? '',
      within(caseRow),
      { ...values, caseId: caseRow.id, originKind: origin.kind, originId: origin.id ?? null },
      { context: { type: caseRow.entity.wireType, id: caseRow.id } },
    );
  });
  return ids;
}

/** Reads a list of pages; undefined when none was given. Faults are added to the list given. */
export function readPages(raw: unknown, path: string, faults: FieldFault[]): RowValues[] | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!Array.isArray(raw) || raw.length > mostPages) {
    const accepted = `list of at most ${mostPages} pages`;
    faults.push({ kind: 'invalid', name: path, accepted, given: shorten(raw) });
    return undefined;
  }
  return raw.map((item: unknown, index) => {
    if (!isRawObject(item)) {
      faults.push({
        kind: 'invalid',
        name: `${path}[${index}]`,
        accepted: 'page',
        given: shorten(item),
      });
      return {};
    }
    const read = readInput(entities.page, item, 'create', [], `${path}[${index}].`);
    faults.push(...read.faults);
    return read.values;
  });
}
