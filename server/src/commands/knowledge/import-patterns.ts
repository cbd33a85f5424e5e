/** Imports techniques into a catalogue, which is made when there is none of that name. */
import { DownloadFailed } from '../../lib/download.ts';
import { isWebAddress } from '../../lib/outgoing-address.ts';
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { AttachmentTooLarge } from '../../storage/attachments/store.ts';
import type { Command, CommandContext, RequestFiles } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, rowFromColumns } from '../frame/row.ts';
import { optionalText, requiredText } from '../frame/text-input.ts';
import type { StoredFile } from '../frame/uploads.ts';
import { type ImportFault, largestBundle, readPatternFile } from './pattern-file.ts';

interface ImportInput {
  /** Id or name of the catalogue. */
  readonly catalog: string;
  readonly variant: string | undefined;
  /** Where the file is, when it did not come with the request. */
  readonly url: string | undefined;
  readonly techniques: ReadonlyMap<string, RowValues>;
  readonly faults: readonly ImportFault[];
}

/** What an import did. */
export interface ImportedPatterns {
  /** Techniques in the file that are in the catalogue now. */
  readonly imported: number;
  readonly created: number;
  readonly updated: number;
  readonly errors: readonly ImportFault[];
}

export const importPatterns: Command<ImportInput, ImportedPatterns> = {
  name: 'importPatterns',
  permission: 'managePattern',
  read: readImport,
  async prepare(files, input) {
    const read = await readPatternFile(files.files, await fileOf(files, input.url), input.variant);
    return { ...input, ...read };
  },
  async run(context, { catalog, variant, techniques, faults }) {
    const target = await catalogNamed(context, catalog, variant);
    const counts = await storeTechniques(context, target, techniques);
    context.write.record(target, 'update', { imported: techniques.size, ...counts }, { main: true });
    return { imported: techniques.size, ...counts, errors: faults };
  },
};

function readImport(raw: RawObject): ImportInput {
  const faults: FieldFault[] = [];
  const catalog = requiredText(raw, 'catalog', faults, 'id or name of a catalogue');
  const variant = optionalText(raw, 'variant', faults);
  for (const [name, text] of Object.entries({ catalog, variant: variant ?? '' }))
    if (text.length > 128) faults.push({ kind: 'invalid', name, accepted: 'text of at most 128 characters' });
  const url = optionalText(raw, 'url', faults);
  if (url !== undefined && url !== '' && !isWebAddress(url))
    faults.push({ kind: 'invalid', name: 'url', accepted: 'an http or https address' });
  if (faults.length > 0) throw invalidFields(faults);
  return { catalog, variant, url, techniques: new Map(), faults: [] };
}

/** The file that came with the request, or the one at the address. Throws `invalidFields`, `badRequest` or `tooLarge`. */
async function fileOf(files: RequestFiles, url: string | undefined): Promise<StoredFile> {
  if (url === undefined) return oneFile(files, 'file');
  if (files.uploads.size > 0)
    throw invalidFields([{ kind: 'invalid', name: 'url', accepted: 'either a file or an address' }]);
  try {
    const stored = await files.files.put(await files.download(url), { maxBytes: largestBundle });
    return { ...stored, name: new URL(url).pathname, contentType: 'application/json' };
  } catch (error) {
    if (error instanceof DownloadFailed)
      throw new CodedError('badRequest', { reason: `url: ${error.message}` });
    if (error instanceof AttachmentTooLarge) throw new CodedError('tooLarge', { limit: largestBundle });
    throw error;
  }
}

/** The only file in a part of the form. Throws `invalidFields` when there is none, or more than one. */
export function oneFile({ uploads }: RequestFiles, part: string): StoredFile {
  const [file, ...more] = uploads.get(part) ?? [];
  if (file !== undefined && more.length === 0) return file;
  throw invalidFields([{ kind: 'missing', name: part, accepted: 'one file' }]);
}

/** The catalogue, locked, with the variant as given. Throws `notFound` for an id that leads to none. */
async function catalogNamed(
  context: CommandContext,
  reference: string,
  variant: string | undefined,
): Promise<Row> {
  const { write } = context;
  const found = await existing(context, reference);
  if (found !== undefined) return variant === undefined ? found : write.update(found, { variant });
  const [id = ''] = await write.takeIds(1);
  return write.insert(entities.patternCatalog, id, undefined, {
    name: reference,
    variant: variant ?? null,
  });
}

async function existing(context: CommandContext, reference: string): Promise<Row | undefined> {
  try {
    return await context.find('patternCatalog', reference);
  } catch (error) {
    const absent = error instanceof CodedError && error.code === 'notFound';
    if (!absent || idFromWire(reference) !== undefined) throw error;
    return undefined;
  }
}

/** Adds what the catalogue lacks and changes what differs; the import as a whole is what the audit tells. */
async function storeTechniques(
  { write }: CommandContext,
  catalog: Row,
  techniques: ImportInput['techniques'],
): Promise<{ created: number; updated: number }> {
  const { rows } = await write.run({
    sql: 'select * from skep.pattern where catalog_id = $1 order by id for update',
    parameters: [catalog.id],
  });
  const present = new Map(rows.map((row) => [String(row.pattern_id), rowFromColumns(entities.pattern, row)]));
  let updated = 0;
  for (const [patternId, values] of techniques) {
    const row = present.get(patternId);
    if (row !== undefined && write.update(row, values, { audited: false }) !== row) updated += 1;
  }
  const fresh = [...techniques].filter(([patternId]) => !present.has(patternId));
  const ids = await write.takeIds(fresh.length);
  fresh.forEach(([, values], index) => {
    const whole = { ...values, catalogId: catalog.id };
    write.insert(entities.pattern, ids[index] ?? '', undefined, whole, { audited: false });
  });
  return { created: fresh.length, updated };
}
