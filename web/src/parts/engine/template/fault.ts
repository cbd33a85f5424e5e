/** Why a template cannot be drawn, and the bounds within which it is: a template must never hold up the page that shows it. */

/** What is wrong with a template; texts of the screens are found by these. */
export type FaultCode = 'wrongExpression' | 'unknownFilter' | 'unknownMethod' | 'tooLarge';

/** A template that cannot be drawn. `detail` is the place in the template, as it is written there. */
export class TemplateFault extends Error {
  readonly code: FaultCode;
  readonly detail: string;

  constructor(code: FaultCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/** Steps of all expressions of one drawing together. */
const mostSteps = 400_000;

/** Counts the work of one drawing. */
export class Budget {
  #left = mostSteps;

  /** Takes steps; a long text or list costs more than one. */
  spend(steps = 1): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TemplateFault('tooLarge');
  }
}
