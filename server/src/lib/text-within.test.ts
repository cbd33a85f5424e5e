import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { textWithin } from './text-within.ts';

/** Two bytes of one sign come apart. */
const bytes = Buffer.from('née');
const stream = () => Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]);

it('puts a text together whose signs came in pieces', async () => {
  expect(await textWithin(stream(), bytes.length, () => new Error('too much'))).toBe('née');
});

it('refuses what is longer than the bound, and lets go of the stream', async () => {
  const content = stream();
  await expect(textWithin(content, bytes.length - 1, () => new Error('too much'))).rejects.toThrow(
    'too much',
  );
  expect(content.destroyed).toBe(true);
});
