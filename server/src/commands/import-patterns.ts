/** Imports techniques into a catalogue, which is made when there is none of that name. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import { idFromWire } from '../model/identifier.ts';
import type { RawObject } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { Command, CommandContext, RequestFiles } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { type ImportFault, readPatternFile } from './pattern-file.ts';
import { type Row, rowFromColumns } from './row.ts';
import { optionalText, requiredText } from './text-input.ts';
import type { StoredFile } from './uploads.ts';

interface ImportInput {
  /** Id or name of the catalogue. */
  readonly catalog: string;
  readonly variant: string | undefined;
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
    const read = await readPatternFile(files.files, oneFile(files, 'file'), input.variant);
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
  if (raw.url !== undefined)
    faults.push({ kind: 'invalid', name: 'url', accepted: 'nothing: send the bundle as the part file' });
  if (faults.length > 0) throw invalidFields(faults);
  return { catalog, variant, techniques: new Map(), faults: [] };
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
