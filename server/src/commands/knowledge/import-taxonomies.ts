/** Imports taxonomies from an archive of machine-tag files or from one such file, each as far as it is valid. */
import { CodedError, type FieldFault } from '../../model/errors.ts';
import { isRawObject } from '../../model/input.ts';
import type { AttachmentStore } from '../../storage/attachments/store.ts';
import { type ArchiveText, textsInArchive } from '../archive/archive-texts.ts';
import { asText, readWhole } from '../archive/read-file.ts';
import type { Command } from '../frame/command.ts';
import type { StoredFile } from '../frame/uploads.ts';
import { oneFile } from './import-patterns.ts';
import { storeTaxonomy } from './taxonomies.ts';
import { type ReadTaxonomy, readTaxonomy } from './taxonomy-input.ts';

/** Something in an imported file that was not taken. */
export interface TaxonomyFault {
  readonly file: string;
  readonly error: string;
  /** The fault of each tag that was left out. */
  readonly details?: readonly FieldFault[];
  /** `Failure`: nothing of the file was taken; `Partial`: the rest of it was. */
  readonly status: 'Failure' | 'Partial';
}

/** What an import did. */
export interface ImportedTaxonomies {
  readonly imported: readonly {
    readonly namespace: string;
    readonly numberOfTags: number;
    readonly status: 'Success' | 'Partial';
  }[];
  readonly errors: readonly TaxonomyFault[];
}

interface ImportInput {
  readonly taxonomies: readonly ReadTaxonomy[];
  readonly faults: readonly TaxonomyFault[];
}

/** Largest single file in bytes. */
const largestFile = 4 * 1024 * 1024;
/** Most faults told of one file. */
const mostFaults = 100;

export const importTaxonomies: Command<ImportInput, ImportedTaxonomies> = {
  name: 'importTaxonomies',
  permission: 'manageTaxonomy',
  read: () => ({ taxonomies: [], faults: [] }),
  async prepare(request) {
    return readTexts(await textsOf(request.files, oneFile(request, 'file')));
  },
  async run(context, { taxonomies, faults }) {
    for (const taxonomy of taxonomies) await storeTaxonomy(context, taxonomy);
    const imported = taxonomies.map(({ namespace, tags, faults: own }) => ({
      namespace,
      numberOfTags: tags.size,
      status: own.length === 0 ? ('Success' as const) : ('Partial' as const),
    }));
    return { imported, errors: faults };
  },
};

/** The machine-tag files of an upload: it is one itself, or an archive of them. */
async function textsOf(store: AttachmentStore, file: StoredFile): Promise<readonly ArchiveText[]> {
  if (/json$/i.test(file.name) || file.contentType === 'application/json') {
    if (file.size > largestFile) throw new CodedError('tooLarge', { limit: largestFile });
    return [{ path: file.name, bytes: Buffer.from(await readWhole(store, file)) }];
  }
  return textsInArchive(
    store,
    file,
    (path) => path.endsWith('machinetag.json'),
    'it holds no machinetag.json',
  );
}

function readTexts(texts: readonly ArchiveText[]): ImportInput {
  const taxonomies: ReadTaxonomy[] = [];
  const faults: TaxonomyFault[] = [];
  for (const { path, bytes } of texts) {
    try {
      const taxonomy = readTaxonomy(documentIn(bytes));
      taxonomies.push(taxonomy);
      if (taxonomy.faults.length > 0)
        faults.push(faultOf(path, 'some of its tags cannot be accepted', taxonomy.faults, 'Partial'));
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      faults.push(faultOf(path, error.message, error.faults, 'Failure'));
    }
  }
  return { taxonomies, faults };
}

function documentIn(bytes: Uint8Array): Parameters<typeof readTaxonomy>[0] {
  const document = parsed(asText(bytes));
  if (isRawObject(document)) return document;
  throw new CodedError('malformedBody', { reason: 'it is no JSON object' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new CodedError('malformedBody', { reason: 'it is no valid JSON' });
    throw error;
  }
}

function faultOf(
  file: string,
  error: string,
  details: readonly FieldFault[],
  status: TaxonomyFault['status'],
): TaxonomyFault {
  const told = details.slice(0, mostFaults);
  return { file, error, status, ...(told.length === 0 ? {} : { details: told }) };
}
