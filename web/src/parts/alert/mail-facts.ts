/** What the mark of a mail says: who sent it, to whom, and what checking the sender gave. Read from what the alert brings. */
import type { OutputObservable } from '../../../../contract/v1-types.ts';

/** A check of the sender and its result, e.g. `spf` and `fail`. */
export interface SenderCheck {
  readonly method: 'spf' | 'dkim' | 'dmarc';
  readonly result: string;
  /** How reassuring it is. */
  readonly hue: 'green' | 'amber' | 'red';
}

/** Facts about a mail. */
export interface MailFacts {
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  readonly checks: readonly SenderCheck[];
}

const methods = ['spf', 'dkim', 'dmarc'] as const;
const reassuring: Readonly<Record<string, SenderCheck['hue']>> = { pass: 'green', fail: 'red' };

/** The facts; undefined for an alert that came from no mail. */
export function mailFacts(
  tags: readonly string[],
  observables: readonly Pick<OutputObservable, 'tags' | 'data'>[],
): MailFacts | undefined {
  const checks = methods.flatMap((method) => {
    const result = tags.flatMap((tag) => new RegExp(`^email:${method}="(.+)"$`).exec(tag)?.[1] ?? [])[0];
    return result === undefined ? [] : [{ method, result, hue: reassuring[result] ?? 'amber' } as const];
  });
  const senders = withRole(observables, 'from');
  if (checks.length === 0 && senders.length === 0) return undefined;
  return { senders, recipients: withRole(observables, 'recipient'), checks };
}

/** What the mail itself says, out of a description made from it; undefined where there is no such part. */
export function mailWords(description: string): string | undefined {
  const words = /^```text\n([\s\S]*?)^```$/m.exec(description)?.[1]?.trim();
  return words === '' ? undefined : words;
}

/** The stored mail itself among what the alert brings. */
export function originalMail<Observable extends Pick<OutputObservable, 'tags' | 'attachment'>>(
  observables: readonly Observable[],
): Observable | undefined {
  return observables.find(({ tags }) => tags.includes(roleTag('original')));
}

function withRole(observables: readonly Pick<OutputObservable, 'tags' | 'data'>[], role: string): string[] {
  return observables.flatMap(({ tags, data }) =>
    data !== undefined && tags.includes(roleTag(role)) ? [data] : [],
  );
}

function roleTag(role: string): string {
  return `email:role="${role}"`;
}
