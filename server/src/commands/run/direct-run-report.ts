/** The report of a direct run: files that the neuron found stand in it by name, and the run remembers which they are. */
import { isRawObject } from '../../model/input.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, textsOf } from '../frame/row.ts';
import { keepFile, type StoredFile } from '../frame/uploads.ts';

/**
 * The columns of a run that has ended with a report. A file that was found is told in full where the engine names it by its
 * content only; a report of an earlier run holds its files already.
 */
export function reportWithFiles({ write, uploads }: CommandContext, row: Row, report: unknown): RowValues {
  if (!isRawObject(report) || !Array.isArray(report.artifacts)) return { report };
  const found = new Map<string, StoredFile>();
  const artifacts = report.artifacts.map((artifact: unknown) => {
    if (!isRawObject(artifact) || typeof artifact.attachment !== 'string') return artifact;
    const file = uploads.get(artifact.attachment)?.[0];
    if (file === undefined) return artifact;
    found.set(file.id, file);
    return { ...artifact, attachment: file };
  });
  for (const file of found.values()) keepFile(write, file);
  return {
    report: { ...report, artifacts },
    ...(found.size > 0 ? { file_ids: [...new Set([...textsOf(row, 'fileIds'), ...found.keys()])] } : {}),
  };
}
