/** Pages of cases and of the knowledge base: writing, changing and deleting them. The records of a page hold every earlier text of it. */
import { type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { placeInAudit } from '../frame/audit-place.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { requireOwn } from '../frame/delete-objects.ts';
import { hideRow } from '../frame/hide-row.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { asRoot } from '../frame/placement.ts';
import { type Row, storedValue } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { insertPages } from './page-input.ts';

interface CreatePageInput {
  readonly caseId: string;
  readonly values: RowValues;
}

export const createCasePage: Command<CreatePageInput, { id: string }> = {
  name: 'createCasePage',
  permission: 'managePage',
  read(raw) {
    const { values, faults } = readInput(entities.page, raw, 'create', ['caseId']);
    const all: FieldFault[] = [...faults];
    const caseId = requiredText(raw, 'caseId', all, 'id of a case');
    if (all.length > 0) throw invalidFields(all);
    return { caseId, values };
  },
  async run(context, input) {
    const caseRow = await context.find('case', input.caseId);
    const [id = ''] = await insertPages(context, caseRow, [input.values], context.origin);
    return { id };
  },
};

export const createKnowledgePage: Command<RowValues, { id: string }> = {
  name: 'createKnowledgePage',
  permission: 'manageKnowledgeBase',
  read(raw) {
    const { values, faults } = readInput(entities.page, raw, 'create');
    if (faults.length > 0) throw invalidFields(faults);
    return values;
  },
  async run({ write, actor }, values) {
    const [id = ''] = await write.takeIds(1);
    write.insert(entities.page, id, asRoot(id, actor.organisation.id), values);
    return { id };
  },
};

/** A change of a page that lies where the request says: in a case, or in the knowledge base. */
interface PlacedInput extends UpdateInput {
  readonly caseId: string | undefined;
}

function readPlaced(raw: RawObject, inCase: boolean): PlacedInput {
  const faults: FieldFault[] = [];
  const caseId = inCase ? requiredText(raw, 'caseId', faults, 'id of a case') : undefined;
  return { ...readUpdate(entities.page, raw, ['caseId'], faults), caseId };
}

/** The pages a request names; one that lies elsewhere than in the named case, or the knowledge base, is not found. */
async function findPlaced(context: CommandContext, input: PlacedInput): Promise<Row[]> {
  const caseRow =
    input.caseId === undefined ? undefined : await context.find('case', input.caseId, { forChange: false });
  const rows: Row[] = [];
  for (const reference of input.references) {
    const row = await context.find('page', reference);
    if (storedValue(row, 'caseId') !== (caseRow?.id ?? null)) throw notFound(row.entity.wireType);
    rows.push(row);
  }
  return rows;
}

function updating(
  name: string,
  permission: 'managePage' | 'manageKnowledgeBase',
  inCase: boolean,
): Command<PlacedInput, void> {
  return {
    name,
    permission,
    read: (raw) => readPlaced(raw, inCase),
    async run(context, input) {
      for (const row of await findPlaced(context, input))
        context.write.update(row, input.values, { context: placeInAudit(row) });
    },
  };
}

export const updateCasePage = updating('updateCasePage', 'managePage', true);
export const updateKnowledgePage = updating('updateKnowledgePage', 'manageKnowledgeBase', false);

function deleting(
  name: string,
  permission: 'managePage' | 'manageKnowledgeBase',
  inCase: boolean,
): Command<PlacedInput, void> {
  return {
    name,
    permission,
    read: (raw) => readPlaced({ id: raw.id, caseId: raw.caseId }, inCase),
    async run(context, input) {
      for (const row of await findPlaced(context, input)) {
        await requireOwn(context, row);
        hideRow(context, row, placeInAudit(row), { main: true });
      }
    },
  };
}

export const deleteCasePage = deleting('deleteCasePage', 'managePage', true);
export const deleteKnowledgePage = deleting('deleteKnowledgePage', 'manageKnowledgeBase', false);
