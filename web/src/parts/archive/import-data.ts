/** Importing a case from an archive. */
import type { OutputCase } from '../../../../contract/v1-types.ts';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';

/** Something of an archive that was left out or replaced, with the reason in the server's words. */
export interface LeftOut {
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
}

/** What came of an archive. */
export interface ImportedCase {
  readonly case: OutputCase;
  readonly observables: readonly unknown[];
  readonly procedures: readonly unknown[];
  readonly errors: readonly LeftOut[];
}

/** What an import needs. */
export interface ImportOrder {
  readonly file: File;
  readonly password: string;
  /** Whether the organisations that the archive names get the case too. */
  readonly share: boolean;
}

/** Imports; rejects with what the server refused. */
export function useImport(): (order: ImportOrder) => Promise<ImportedCase> {
  const api = useApi();
  const refresh = useRefresh();
  return async ({ file, password, share }) => {
    const form = new FormData();
    // Without a word about shares, the server makes those of the archive.
    form.append('_json', JSON.stringify({ password, ...(share ? {} : { sharingParameters: [] }) }));
    form.append('file', file, file.name);
    const made = await api.request<ImportedCase>('POST', '/case/import', { form });
    await refresh(['case', 'task', 'observable', 'share']);
    return made;
  };
}
