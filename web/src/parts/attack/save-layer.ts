/** The techniques of a case as a layer that the ATT&CK Navigator opens. */
import type { Api } from '../../data/api.ts';
import { keepFile } from '../../data/receive-file.ts';

/** Matrices that layers are drawn on, by a word in the name or edition of a catalogue; the first where none fits. */
const domains = { enterprise: 'enterprise-attack', mobile: 'mobile-attack', ics: 'ics-attack' } as const;

/** The matrix for a catalogue. */
export function domainOf(catalogue: string): string {
  const words = catalogue.toLowerCase().split(/[^a-z]+/);
  if (words.includes('mobile')) return domains.mobile;
  return words.includes('ics') ? domains.ics : domains.enterprise;
}

/** Hands the file over to the reader. Rejects with `ApiError`. */
export async function saveLayer(
  api: Api,
  { _id, number }: { readonly _id: string; readonly number: number },
  domain: string,
): Promise<void> {
  const layer = await api.get<unknown>(`/case/${_id}/attackLayer?domain=${domain}`);
  keepFile(
    new Blob([JSON.stringify(layer, null, 2)], { type: 'application/json' }),
    `case-${number}-layer.json`,
  );
}
