/** Adding values and files to a case or an alert. */
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import { filters, get, page, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { type LineResult, valueKey } from './pasted-lines.ts';

/** Where observables are added. */
export interface AddPlace {
  readonly on: 'case' | 'alert';
  readonly id: string;
}

/** Place of the draft of values that are to be added. */
export function addDraft({ on, id }: AddPlace): string {
  return `${on}:${id}:observables`;
}

/** What all that is added has in common. Undefined: as the case or alert has it. */
export interface CommonSettings {
  readonly tlp: number | undefined;
  readonly pap: number | undefined;
  readonly tags: readonly string[];
  readonly ioc: boolean;
}

/** Most values that are compared with what is there before they are added. */
const mostCompared = 500;

/** Keys of those values that the place has already. */
export function usePresentValues({ on, id }: AddPlace, values: readonly string[]): ReadonlySet<string> {
  const steps = [
    get(on, id),
    { _name: 'observables' },
    where(filters.in('data', values.slice(0, mostCompared))),
    page(0, mostCompared),
  ];
  const { data } = usePipeline<readonly OutputObservable[]>(
    'present',
    steps,
    { entities: ['observable'] },
    { enabled: values.length > 0 },
  );
  return new Set((data ?? []).map(({ dataType, data: value }) => valueKey(dataType, value ?? '')));
}

function fieldsOf({ tlp, pap, tags, ioc }: CommonSettings): Readonly<Record<string, unknown>> {
  return {
    ...(tlp === undefined ? {} : { tlp }),
    ...(pap === undefined ? {} : { pap }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(ioc ? { ioc } : {}),
  };
}

/** Adds a pasted block; tells what became of each line. */
export function addLines(
  api: Api,
  { on, id }: AddPlace,
  lines: string,
  settings: CommonSettings,
): Promise<readonly LineResult[]> {
  return api.post(`/${on}/${id}/observable/_lines`, { lines, ...fieldsOf(settings) });
}

/** Files to be added: each by itself, or taken out of archives first. */
export interface FilesToAdd {
  readonly files: readonly File[];
  readonly isZip: boolean;
  readonly password: string;
}

/** Adds files one after the other; throws what the server said of the first that it refused. */
export async function addFiles(
  api: Api,
  { on, id }: AddPlace,
  { files, isZip, password }: FilesToAdd,
  settings: CommonSettings,
): Promise<void> {
  for (const file of files) {
    const form = new FormData();
    const body = {
      dataType: 'file',
      ...fieldsOf(settings),
      ...(isZip ? { isZip } : {}),
      ...(isZip && password !== '' ? { zipPassword: password } : {}),
    };
    form.append('_json', JSON.stringify(body));
    form.append('attachment', file);
    await api.request('POST', `/${on}/${id}/observable`, { form });
  }
}
