/** What is copied or exported can do no harm where it is pasted. */
import { describe, expect, it } from 'vitest';
import type { OutputObservable } from '../../../../contract/v1-types.ts';
import { valueLines } from './copy-values.ts';

const observable: OutputObservable = {
  _type: 'Observable',
  _id: '~1',
  _createdAt: 1_700_000_000_000,
  _createdBy: 'ann@demo.test',
  _version: 1,
  dataType: 'domain',
  data: 'evil.example',
  startDate: 0,
  tlp: 2,
  pap: 2,
  tags: ['a', 'b'],
  ioc: true,
  sighted: false,
  ignoreSimilarity: false,
  external: false,
  reports: {},
};

describe('values to take along', () => {
  it('are defanged, or true when that was asked for', () => {
    const several = [observable, { ...observable, dataType: 'url', data: 'http://evil.example/a' }];
    expect(valueLines(several, 'defanged')).toBe('evil[.]example\nhxxp://evil[.]example/a');
    expect(valueLines(several, 'raw')).toBe('evil.example\nhttp://evil.example/a');
  });
});
