/** Finds out whom to write to. Only addresses that somebody wrote down for this purpose count. */

import { type LinkedObject, NeuronError, textAt, textsAt } from '@skep/sdk';

/** One mail goes to few people; a longer list is a mistake or an abuse. */
const mostRecipients = 50;

const address = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+$/;

/**
 * The addresses named nearest to the object: a log's own `mailto:` lines before its task's, these before the
 * `mail:` tags of the case. An observable's value is never written to, since it may be the attacker's.
 */
export function recipientsOf(lineage: readonly LinkedObject[]): string[] {
  for (const object of lineage) {
    const named = [...new Set([...addressesInTags(object), ...addressesInTexts(object)])];
    if (named.length > 0) return checked(named);
  }
  throw new NeuronError(
    'Nobody to write to: tag the object or its case with mail:person@example.org, or put a line mailto:person@example.org in the task',
    'noRecipient',
  );
}

function addressesInTags({ value }: LinkedObject): string[] {
  return textsAt(value, 'tags')
    .filter((tag) => /^mail:/i.test(tag))
    .flatMap((tag) => split(tag.slice('mail:'.length)));
}

/** Tasks carry the line in their title or description, logs in their message. */
function addressesInTexts({ kind, value }: LinkedObject): string[] {
  if (kind !== 'case_task' && kind !== 'case_task_log') return [];
  const texts = ['title', 'description', 'message'].map((key) => textAt(value, key) ?? '');
  return texts.flatMap((text) => text.split(/\r?\n/)).flatMap(addressesInLine);
}

function addressesInLine(line: string): string[] {
  const [, list] = /^[\s>*-]*mailto:(.*)$/i.exec(line) ?? [];
  return list === undefined ? [] : split(list);
}

function split(list: string): string[] {
  return list
    .split(/[\s,;"]+/)
    .map((part) => part.replace(/^mailto:/i, ''))
    .filter((part) => part !== '');
}

function checked(named: string[]): string[] {
  const wrong = named.filter((candidate) => !address.test(candidate));
  if (wrong.length > 0) {
    throw new NeuronError(`Not a mail address: ${wrong.slice(0, 5).join(', ')}`, 'wrongRecipient');
  }
  if (named.length <= mostRecipients) return named;
  throw new NeuronError(
    `${named.length} recipients are named; at most ${mostRecipients} are written to`,
    'tooManyRecipients',
  );
}
