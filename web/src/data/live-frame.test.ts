/** Events of the stream in the words of the client. */
import { describe, expect, it } from 'vitest';
import { readFrame } from './live-frame.ts';

describe('an event of the stream', () => {
  it.each([
    ['Alert', 'alert'],
    ['CaseTemplate', 'caseTemplate'],
    ['case_artifact_job', 'job'],
    ['Mention', 'mention'],
  ])('names a %s as the query endpoint does: %s', (wire, entity) => {
    const frame = readFrame(
      JSON.stringify({ kind: 'change', objectType: wire, objectId: '~1', contextType: 'Case', rootId: '~9' }),
    );
    expect(frame).toMatchObject({ objectType: entity, contextType: 'case', objectId: '~1', rootId: '~9' });
  });

  it('of people has a kind of its own', () => {
    expect(readFrame('{"kind":"presence","objectId":"~9"}')).toEqual({
      kind: 'presence',
      objectType: 'presence',
      objectId: '~9',
    });
  });
});
