/** What a promotion asks of the server. */
import { describe, expect, it } from 'vitest';
import { differences, joinedTags, promotionBody, withoutPrefix } from './promotion.ts';

const alert = { severity: 3, tlp: 2, pap: 2, tags: ['mail', 'seen'] } as const;
const template = {
  name: 'phishing',
  titlePrefix: '[PHI]',
  severity: 2,
  pap: 2,
  tags: ['phishing', 'seen'],
} as const;

describe('a promotion', () => {
  it('asks about ratings where alert and template differ, and about no others', () => {
    expect(differences(alert, template)).toEqual(['severity']);
    expect(differences(alert, undefined)).toEqual([]);
  });

  it('takes the ratings of the alert unless those of the template were chosen', () => {
    const chosen = { title: ' Wave ', assignee: 'bo', tags: ['a'] };
    expect(promotionBody(alert, template, { ...chosen, sides: {} })).toEqual({
      title: 'Wave',
      assignee: 'bo',
      tags: ['a'],
      severity: 3,
      tlp: 2,
      pap: 2,
      caseTemplate: 'phishing',
    });
    expect(promotionBody(alert, template, { ...chosen, sides: { severity: 'template' } }).severity).toBe(2);
  });

  it('asks for no template when none was chosen, and leaves the assignee to the server when nobody was', () => {
    const body = promotionBody(alert, undefined, { title: 'Wave', assignee: null, tags: [], sides: {} });
    expect(body.caseTemplate).toBeNull();
    expect(body).not.toHaveProperty('assignee');
  });

  it('has the tags of both once', () => {
    expect(joinedTags(alert, template)).toEqual(['mail', 'seen', 'phishing']);
  });

  it('does not repeat a prefix that the title has already', () => {
    expect(withoutPrefix('[PHI] Wave', template)).toBe('Wave');
    expect(withoutPrefix('Wave', template)).toBe('Wave');
  });
});
