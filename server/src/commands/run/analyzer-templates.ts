/** Templates by which clients draw the reports of analyzers. They are kept as text and never drawn by the server. */
import { CodedError } from '../../model/errors.ts';
import { readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { textsInArchive } from '../archive/archive-texts.ts';
import { asText } from '../archive/read-file.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { rowFromColumns } from '../frame/row.ts';
import { oneFile } from '../knowledge/import-patterns.ts';
import { change, creation, type ListRules, removal } from '../settings/reference-list.ts';

const rules: ListRules = {
  entity: 'analyzerTemplate',
  permission: 'manageAnalyzerTemplate',
  builtIn: new Set(),
  usedBy: 'select where false',
};

export const createAnalyzerTemplate = creation('createAnalyzerTemplate', rules);
export const updateAnalyzerTemplate = change('updateAnalyzerTemplate', rules);
export const deleteAnalyzerTemplate = removal('deleteAnalyzerTemplate', rules);

interface ImportInput {
  /** Contents by analyzer; those that cannot be taken are undefined. */
  readonly templates: ReadonlyMap<string, string | undefined>;
}

/** Imports an archive of templates: gives for each analyzer whether its template was taken. One that is there is replaced. */
export const importAnalyzerTemplates: Command<ImportInput, Readonly<Record<string, boolean>>> = {
  name: 'importAnalyzerTemplates',
  permission: 'manageAnalyzerTemplate',
  read: () => ({ templates: new Map() }),
  async prepare(request) {
    const archive = oneFile(request, 'templates');
    const missing = 'it holds no NAME/long.html or NAME.html';
    const isWanted = (path: string): boolean => analyzerOf(path) !== undefined;
    const texts = await textsInArchive(request.files, archive, isWanted, missing);
    return { templates: new Map(texts.map(({ path, bytes }) => [analyzerOf(path) ?? '', contentOf(bytes)])) };
  },
  async run(context, { templates }) {
    for (const [analyzerId, content] of templates)
      if (isAcceptable(analyzerId, content)) await store(context, analyzerId, content);
    return Object.fromEntries([...templates].map(([id, content]) => [id, isAcceptable(id, content)]));
  },
};

/** The analyzer whose reports a file draws: its folder for `long.html`, else its own name; short forms are passed over. */
function analyzerOf(path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  const name = parts.at(-1) ?? '';
  if (name === 'long.html') return parts.at(-2);
  return name !== 'short.html' && name.endsWith('.html') ? name.slice(0, -'.html'.length) : undefined;
}

function contentOf(bytes: Uint8Array): string | undefined {
  try {
    return asText(bytes);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

function isAcceptable(analyzerId: string, content: string | undefined): content is string {
  return readInput(entities.analyzerTemplate, { analyzerId, content }, 'create').faults.length === 0;
}

async function store({ write }: CommandContext, analyzerId: string, content: string): Promise<void> {
  const { rows } = await write.run({
    sql: 'select * from skep.analyzer_template where analyzer_id = $1 for update',
    parameters: [analyzerId],
  });
  if (rows[0] !== undefined) {
    write.update(rowFromColumns(entities.analyzerTemplate, rows[0]), { content });
    return;
  }
  const [id = ''] = await write.takeIds(1);
  write.insert(entities.analyzerTemplate, id, undefined, { analyzerId, content });
}
