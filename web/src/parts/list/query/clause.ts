/** The parts of a filter as people write it, each with its place in the text, so that a mistake can be shown where it stands. */

/** Where a part stands in the text: from its first character up to but without the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How a field is compared with one value. */
export type Comparison = 'is' | '<' | '<=' | '>' | '>=';

/** One part of a filter. */
export type Clause = Span &
  (
    | { readonly kind: 'all'; readonly of: readonly Clause[] }
    | { readonly kind: 'any'; readonly of: readonly Clause[] }
    | { readonly kind: 'not'; readonly of: Clause }
    | {
        readonly kind: 'compare';
        readonly field: string;
        readonly comparison: Comparison;
        readonly value: string;
      }
    | { readonly kind: 'in'; readonly field: string; readonly values: readonly string[] }
    | { readonly kind: 'between'; readonly field: string; readonly low: string; readonly high: string }
    | { readonly kind: 'state'; readonly name: string }
    | { readonly kind: 'has'; readonly field: string }
    | { readonly kind: 'words'; readonly text: string }
  );

/** What is wrong with a part; the words for it are texts of the lists. */
export type FaultReason =
  | 'unclosedQuote'
  | 'unclosedBracket'
  | 'strayBracket'
  | 'strayWord'
  | 'emptyValue'
  | 'unknownField'
  | 'unknownState'
  | 'notANumber'
  | 'notADate'
  | 'notADuration'
  | 'notAChoice'
  | 'noOrder';

/** A mistake in a filter and where it stands. `accepted` names what would be taken instead. */
export interface Fault extends Span {
  readonly reason: FaultReason;
  readonly given: string;
  readonly accepted?: readonly string[];
}
