/** The one error a neuron throws on purpose: its message is what the analyst reads on the failed job. */

/**
 * A stated failure. The message says what would have been accepted. `code` is stable, so that platforms can
 * translate it; the kit's own are tlpTooHigh, papTooHigh, inputUnreadable, parameterMissing, parameterInvalid,
 * noReport and neuronFailed, and a neuron may use any of its own.
 */
export class NeuronError extends Error {
  override readonly name = 'NeuronError';
  readonly code: string;

  constructor(message: string, code = 'neuronFailed', cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/**
 * A failure that may pass: the service is busy, or its limit is reached. The platform tries the same run again after the
 * given seconds at the earliest, a few times; other platforms show the message and stop there.
 */
export class TemporaryError extends NeuronError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds = 0, code = 'temporarilyUnavailable', cause?: unknown) {
    super(message, code, cause);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Text for the failed job, whatever was thrown. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message || thrown.name;
  return String(thrown);
}
