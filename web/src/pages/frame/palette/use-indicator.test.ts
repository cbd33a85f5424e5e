/** What the palette takes for indicators. */
import { expect, it } from 'vitest';
import { recognise } from './use-indicator.ts';

const values = async (text: string) => (await recognise(text)).map(({ value }) => value);

it('recognises one value or several, disguised or not', async () => {
  expect(await values('198[.]51[.]100[.]7')).toEqual(['198.51.100.7']);
  expect(await values('hxxps://evil[.]example/a 198.51.100.7, x@evil[.]example')).toEqual([
    'https://evil.example/a',
    '198.51.100.7',
    'x@evil.example',
  ]);
});

it('leaves words alone, also with a value among them', async () => {
  expect(await values('phishing wave')).toEqual([]);
  expect(await values('seen at 198.51.100.7')).toEqual([]);
});
