/** Proves which catalogues are found in a file that is about to be imported. */
import { expect, it } from 'vitest';
import { cataloguesIn } from './catalogues-in-file.ts';

const named = (text: string) => cataloguesIn(new Blob([text]));

it('finds the catalogues of a short catalogue file by name', async () => {
  expect(await named('{"catalogs": {"enterprise": {}, "mobile": {}}}')).toEqual(['enterprise', 'mobile']);
});

it('finds none in a bundle, nor in what is no JSON', async () => {
  expect(await named('{"type": "bundle", "objects": []}')).toEqual([]);
  expect(await named('{"catalogs": 3}')).toEqual([]);
  expect(await named('not json')).toEqual([]);
});
