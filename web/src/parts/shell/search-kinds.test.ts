/** Where results of the search stand and lead. */
import { describe, expect, it } from 'vitest';
import { readFound, type SearchObjects, valuesIn, withWords } from './search-kinds.ts';

const comment: SearchObjects['comment'] = {
  _type: 'Comment',
  _id: '~3',
  createdAt: 1,
  createdBy: 'ana@demo.test',
  _version: 1,
  message: 'Look here',
  external: false,
  isEdited: false,
};

describe('a result', () => {
  it('leads to the comment on its alert', () => {
    const alert = { _id: '~7', title: 'Reported' };
    const found = readFound('comment', 'demo', { ...comment, extraData: { links: { alert, case: null } } });
    expect(found.path).toEqual([{ kind: 'alert', text: 'Reported' }]);
    expect(found.link).toMatchObject({ params: { alertId: '~7' }, search: { comment: '~3' } });
  });

  it('leads nowhere when what it belongs to is not shared', () => {
    const found = readFound('comment', 'demo', {
      ...comment,
      extraData: { links: { case: null, alert: null } },
    });
    expect([found.link, found.path, found.title]).toEqual([undefined, [], '']);
  });
});

describe('the question', () => {
  it('looks for any of several values, and for all of several words', () => {
    expect(valuesIn('198.51.100.7  evil.example')).toEqual(['198.51.100.7', 'evil.example']);
    expect(valuesIn('see evil.example')).toEqual([]);
    expect(valuesIn('evil.example')).toEqual([]);
    expect(withWords('observable', '198.51.100.7 evil.example')[1]).toEqual({
      _name: 'filter',
      _in: { _field: 'data', _values: ['198.51.100.7', 'evil.example'] },
    });
    expect(JSON.stringify(withWords('log', '198.51.100.7 evil.example'))).toContain('_or');
  });

  it('leaves tasks of templates out', () => {
    expect(JSON.stringify(withWords('task', 'reset'))).toContain('"_has":"caseId"');
    expect(JSON.stringify(withWords('log', 'reset'))).not.toContain('_has');
  });
});
