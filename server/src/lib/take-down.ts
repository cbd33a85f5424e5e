/** Undoes what was started, last first, within a time for all steps together. */

/** Steps that undo what was started, in the order of starting. Each is told how many milliseconds are left. */
export type Undo = ((leftMs: number) => Promise<unknown> | unknown)[];

/** One grace time for all: what the first steps have used of it, later ones do not get again. A step that fails keeps none from its turn. */
export async function takeDown(undo: Undo, graceMs: number, report: (error: unknown) => void): Promise<void> {
  const deadline = Date.now() + graceMs;
  for (const step of undo.splice(0).reverse()) {
    try {
      await step(Math.max(0, deadline - Date.now()));
    } catch (error) {
      report(error);
    }
  }
}

/** Work that is done once, however often it is asked for. */
export function once(work: () => Promise<void>): () => Promise<void> {
  const state: { ended?: Promise<void> } = {};
  return () => {
    state.ended ??= work();
    return state.ended;
  };
}
