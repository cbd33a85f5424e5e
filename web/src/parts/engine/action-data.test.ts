/** What a responder reports is read without trust. */
import { describe, expect, it } from 'vitest';
import { actionMessage, operationsOf } from './action-data.ts';

describe('the result of a responder', () => {
  it('names its operations', () => {
    const operations = JSON.stringify([
      { type: 'AddTagToArtifact', tag: 'blocked', status: 'Success', message: 'done' },
      { type: 'CloseTask', status: 'Failure', message: 'It is closed' },
      'text',
    ]);
    expect(operationsOf({ operations })).toEqual([
      { type: 'AddTagToArtifact', done: true, message: 'blocked' },
      { type: 'CloseTask', done: false, message: 'It is closed' },
    ]);
    expect(operationsOf({ operations: 'no list' })).toEqual([]);
  });

  it('has a message when the report holds one', () => {
    expect(actionMessage({ report: JSON.stringify({ full: { message: 'Blocked' } }) })).toBe('Blocked');
    expect(actionMessage({ report: '{' })).toBe('');
    expect(actionMessage({})).toBe('');
  });
});
