/** Observables whose TLP is raised while other organisations have them: which those are, and the act that does both. */
import type { Api } from '../../data/api.ts';
import { filters, list, page, where } from '../../data/pipeline.ts';
import { runPipeline } from '../../data/queries.ts';
import { presentValues } from '../list/bulk/bulk-run.ts';
import type { BulkTask } from '../list/bulk/use-bulk.ts';
import type { ObservableRow } from '../observable/observable-data.ts';
import { tlpCaution } from './rights.ts';

/** Ids in one question. */
const portion = 500;

/** An observable with the organisations that have it beside the reader's. */
export interface Held {
  readonly id: string;
  readonly organisations: readonly string[];
  /** Whether the reader's organisation owns it. */
  readonly isOwner: boolean;
}

/** A raised TLP with what it concerns. */
export interface Raised {
  readonly tlp: number;
  readonly held: readonly Held[];
}

/** Rows that are raised to a TLP that keeps them from others. */
export function raisedRows<Row extends { readonly tlp: number }>(
  rows: readonly Row[],
  tlp: number,
): readonly Row[] {
  return tlpCaution(tlp) === 'against' ? rows.filter((row) => row.tlp < tlp) : [];
}

/** Those of the rows that would be raised and that others have. Rejects with `ApiError`. */
export async function heldByOthers(
  api: Api,
  rows: readonly ObservableRow[],
  tlp: number,
): Promise<readonly Held[]> {
  const ids = raisedRows(rows, tlp).map(({ _id }) => _id);
  const held: Held[] = [];
  for (let from = 0; from < ids.length; from += portion) {
    const some = ids.slice(from, from + portion);
    held.push(...(await readHeld(api, some)));
  }
  return held;
}

interface SharedRow {
  readonly _id: string;
  readonly extraData: { readonly shares: readonly string[]; readonly isOwner: boolean };
}

async function readHeld(api: Api, ids: readonly string[]): Promise<readonly Held[]> {
  const steps = [list('observable'), where(filters.in('_id', ids)), page(0, portion, ['shares', 'isOwner'])];
  const found = await runPipeline<readonly SharedRow[]>(api, 'raised-observables', steps);
  return found.flatMap(({ _id, extraData: { shares, isOwner } }) => {
    const organisations = shares.filter((name) => name !== api.organisation);
    return organisations.length === 0 ? [] : [{ id: _id, organisations, isOwner }];
  });
}

/** What the act is called, and why a row is left out. */
export interface RaiseWords {
  readonly label: string;
  readonly same: string;
}

/** Raises the TLP, and takes what others have back from them first; undoing gives it to them again. */
export function raiseTask(
  { tlp, held }: Raised,
  { label, same }: RaiseWords,
): Omit<BulkTask<ObservableRow>, 'rows'> {
  const byId = new Map(held.map((one) => [one.id, one.organisations]));
  const shares = async (
    api: Api,
    method: 'POST' | 'DELETE',
    rows: readonly ObservableRow[],
  ): Promise<void> => {
    for (const { _id } of rows) {
      const organisations = byId.get(_id);
      if (organisations !== undefined)
        await api.request(method, `/observable/${_id}/shares`, { body: { organisations } });
    }
  };
  return {
    label,
    skip: (row) => (row.tlp === tlp ? same : undefined),
    entities: ['share', 'case'],
    async act(api, some) {
      await shares(api, 'DELETE', some);
      await api.patch('/observable/_bulk', { ids: some.map(({ _id }) => _id), tlp });
    },
    async undo(api, some) {
      for (const { ids, values } of presentValues(some, ['tlp']))
        await api.patch('/observable/_bulk', { ids, ...values });
      await shares(api, 'POST', some);
    },
  };
}
