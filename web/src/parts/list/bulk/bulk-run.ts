/**
 * Does one act to many objects in portions. The server does a portion whole or not at all; a portion that it refuses is
 * halved until what stands in its way is alone, so that the rest is done and each refusal keeps its own reason.
 */
import { ApiError } from '../../../data/api.ts';
import type { ListRow } from '../list-definition.ts';

/** Objects in one request: few enough to show progress, many enough to be quick. */
export const portionSize = 200;

/** What is to be done. */
export interface BulkWork<Row extends ListRow> {
  readonly rows: readonly Row[];
  /** Why a row is left out, in the reader's language; undefined when it is not. */
  readonly skip: (row: Row) => string | undefined;
  readonly act: (rows: readonly Row[]) => Promise<unknown>;
  /** Objects in one request; {@link portionSize} when missing. */
  readonly portion?: number | undefined;
  /** The rows make one thing together: what is refused is not tried again in parts. */
  readonly together?: boolean | undefined;
  readonly onProgress: (finished: number) => void;
  readonly signal: AbortSignal;
}

/** What came of it. Rows that were never tried, because somebody stopped it, are `left`. */
export interface BulkResult<Row> {
  readonly done: readonly Row[];
  readonly skipped: readonly { readonly row: Row; readonly reason: string }[];
  readonly failed: readonly { readonly row: Row; readonly error: unknown }[];
  readonly left: readonly Row[];
}

/** Does it. Never rejects: what went wrong is in the result. */
export async function runBulk<Row extends ListRow>(work: BulkWork<Row>): Promise<BulkResult<Row>> {
  const skipped = work.rows.flatMap((row) => {
    const reason = work.skip(row);
    return reason === undefined ? [] : [{ row, reason }];
  });
  const leftOut = new Set(skipped.map(({ row }) => row._id));
  const waiting = portions(
    work.rows.filter(({ _id }) => !leftOut.has(_id)),
    work.portion ?? portionSize,
  );
  const done: Row[] = [];
  const failed: { row: Row; error: unknown }[] = [];
  while (waiting.length > 0 && !work.signal.aborted) {
    const portion = waiting.shift() ?? [];
    try {
      await work.act(portion);
      done.push(...portion);
    } catch (error) {
      if (portion.length > 1 && work.together !== true && concernsSome(error))
        waiting.unshift(...halves(portion));
      else failed.push(...portion.map((row) => ({ row, error })));
    }
    work.onProgress(done.length + failed.length + skipped.length);
  }
  return { done, skipped, failed, left: waiting.flat() };
}

/** Whether a refusal may be due to some of the objects only. */
function concernsSome(error: unknown): boolean {
  return error instanceof ApiError && [400, 403, 404, 409].includes(error.status);
}

function portions<Row>(rows: readonly Row[], size: number): (readonly Row[])[] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, index) => rows.slice(index * size, (index + 1) * size));
}

function halves<Row>(rows: readonly Row[]): [readonly Row[], readonly Row[]] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle), rows.slice(middle)];
}

/** Rows with the same values of some fields, so that these can be restored with one request each. */
export interface SameValues {
  readonly ids: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** What has to be written to bring back the present values. Fields without a value are emptied. */
export function presentValues<Row extends ListRow>(
  rows: readonly Row[],
  fields: readonly (keyof Row & string)[],
): readonly SameValues[] {
  const groups = new Map<string, { ids: string[]; values: Record<string, unknown> }>();
  for (const row of rows) {
    const values = Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ids: [row._id], values });
    else group.ids.push(row._id);
  }
  return [...groups.values()].flatMap(({ ids, values }) =>
    portions(ids, portionSize).map((some) => ({ ids: some, values })),
  );
}
