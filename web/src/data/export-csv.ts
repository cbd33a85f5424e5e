/** A question's answer as a CSV file that the server writes: one place knows how cells are guarded and dates are told. */
import type { Api } from './api.ts';
import type { Step } from './pipeline.ts';

/** Asks for the columns (fields of the wire) and hands the file over to the reader. Rejects with `ApiError`. */
export async function exportCsv(
  api: Api,
  query: readonly Step[],
  columns: readonly string[],
  fileName: string,
): Promise<void> {
  const text = await api.request<string>('POST', '/query/export', {
    body: { query, columns },
    headers: { Accept: 'text/csv' },
  });
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
