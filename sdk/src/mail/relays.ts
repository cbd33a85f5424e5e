/** Reads the hops of a mail from its Received headers. */
import received from 'mailauth/lib/parse-received.js';
import { addressReach, extractIndicators } from '../indicators/index.ts';
import type { MailFault, Relay } from './anatomy.ts';
import { headersNamed, readDate } from './headers.ts';
import type { HeaderField } from './parts.ts';

/** Longer lines are cut: real ones have a few hundred characters. */
const longestLine = 4_096;

/** A date without the semicolon that should stand before it. */
const trailingDate =
  /\b\d{1,2} [A-Z][a-z]{2} \d{4} \d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,9})? [+-]\d{4}(?= *(?:\([^)]*\))? *$)/;

/** The hops in the order of travel, at most `maximum`: those nearest to the recipient are kept. */
export function readRelays(headers: readonly HeaderField[], maximum: number, faults: MailFault[]): Relay[] {
  const fields = headersNamed(headers, 'received');
  if (fields.length > maximum) faults.push({ code: 'tooManyRelays', detail: String(fields.length) });
  return fields
    .slice(0, maximum)
    .map((field) => readRelay(field.raw.slice(0, longestLine)))
    .reverse();
}

function readRelay(value: string): Relay {
  const parsed = received.parseReceived(`Received: ${value}`);
  if (parsed === false) return { from: '', address: undefined, by: '', with: '', date: undefined };
  return {
    from: parsed.from?.value ?? '',
    address: clientAddress(parsed.from),
    by: parsed.by?.value.split(/\s/)[0] ?? '',
    with: parsed.with?.value ?? '',
    date: readDate(parsed.timestamp ?? '') ?? readDate(trailingDate.exec(value)?.[0] ?? ''),
  };
}

/** Some servers write the address in round brackets or bare; then the last one named is theirs, the first may be claimed. */
function clientAddress(
  from: { readonly value: string; readonly comment?: string } | undefined,
): string | undefined {
  if (from === undefined) return undefined;
  const literal = received.getClientAddress(from);
  if (literal !== false) return literal;
  return lastAddress(from.comment ?? '') ?? lastAddress(from.value);
}

function lastAddress(text: string): string | undefined {
  const bare = text.replace(/^\[|\]$/g, '');
  if (addressReach(bare) !== undefined) return bare;
  const addresses = extractIndicators(text, { includePrivate: true }).filter(
    (found) => found.dataType === 'ip',
  );
  return addresses.at(-1)?.value;
}
