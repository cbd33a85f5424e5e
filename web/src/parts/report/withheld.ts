/** What a report leaves out because of its TLP, as the server tells it: `alert=1, observable=2`. */

const kinds = ['alert', 'observable'] as const;

/** A kind of objects that can be left out. */
export type WithheldKind = (typeof kinds)[number];

/** How many of each kind are left out; kinds of which none is are missing. */
export type Withheld = readonly { readonly kind: WithheldKind; readonly count: number }[];

/** Reads what the server told; what it does not name is nothing. */
export function readWithheld(told: string | null): Withheld {
  return kinds.flatMap((kind) => {
    const [, count] = new RegExp(`\\b${kind}=(\\d+)`).exec(told ?? '') ?? [];
    return count === undefined || Number(count) === 0 ? [] : [{ kind, count: Number(count) }];
  });
}

/** All of them together. */
export function withheldSum(withheld: Withheld): number {
  return withheld.reduce((sum, { count }) => sum + count, 0);
}
