/** Reports about a case as files: keeping one that was made or brought, and putting another file in its place. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { placeInAudit } from '../frame/audit-place.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { requireOwn } from '../frame/delete-objects.ts';
import { within } from '../frame/placement.ts';
import { requiredText } from '../frame/text-input.ts';
import { keepFile, type StoredFile } from '../frame/uploads.ts';

const permission = 'manageCaseReport';

interface AddReportInput {
  readonly reference: string;
  readonly highestTlp: number | null;
  readonly withheld: number;
}

/** Keeps the file of the request as a report about a case. */
export const addCaseReport: Command<AddReportInput, { id: string }> = {
  name: 'addCaseReport',
  permission,
  read: readAdd,
  async run(context, input) {
    const { write } = context;
    const about = await context.find('case', input.reference);
    const { highestTlp, withheld } = input;
    const values = { caseId: about.id, ...takeFile(context), highestTlp, withheld };
    const [id = ''] = await write.takeIds(1);
    write.insert(entities.caseReport, id, within(about), values, {
      context: { type: about.entity.wireType, id: about.id },
    });
    return { id };
  },
};

function readAdd(raw: RawObject): AddReportInput {
  const faults: FieldFault[] = [];
  const reference = requiredText(raw, 'id', faults, 'id or number of a case');
  const highestTlp = wholeNumber(raw, 'highestTlp', 4, faults);
  const withheld = wholeNumber(raw, 'withheld', 1_000_000_000, faults);
  if (faults.length > 0) throw invalidFields(faults);
  return { reference, highestTlp, withheld: withheld ?? 0 };
}

function wholeNumber(raw: RawObject, name: string, most: number, faults: FieldFault[]): number | null {
  const given = raw[name];
  if (given === undefined || given === null) return null;
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= most) return given;
  faults.push({
    kind: 'invalid',
    name,
    accepted: `whole number from 0 to ${most}`,
    given: shorten(given),
  });
  return null;
}

interface ReplaceInput {
  readonly reference: string;
}

/** Puts the file of the request in the place of a report; what its maker said of the former one is no longer said. */
export const replaceCaseReport: Command<ReplaceInput, void> = {
  name: 'replaceCaseReport',
  permission,
  read(raw) {
    const faults: FieldFault[] = [];
    const reference = requiredText(raw, 'id', faults, 'id of a report');
    if (faults.length > 0) throw invalidFields(faults);
    return { reference };
  },
  async run(context, { reference }) {
    const row = await context.find('caseReport', reference);
    await requireOwn(context, row);
    const values = { ...takeFile(context), highestTlp: null, withheld: 0 };
    context.write.update(row, values, { context: placeInAudit(row) });
  },
};

/** The one file of the request, kept, as fields of a report. */
function takeFile({ write, uploads }: CommandContext) {
  const files: readonly StoredFile[] = uploads.get('file') ?? [];
  const [file] = files;
  if (file === undefined) throw invalidFields([{ kind: 'missing', name: 'file', accepted: 'one file' }]);
  if (files.length > 1)
    throw new CodedError('badRequest', { reason: 'A report is one file; the request has several' });
  keepFile(write, file);
  return { filename: file.name, contentType: file.contentType, size: file.size, contentHash: file.id };
}
