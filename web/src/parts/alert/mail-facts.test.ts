/** Facts about the mail that an alert came from. */
import { describe, expect, it } from 'vitest';
import { mailFacts, mailWords } from './mail-facts.ts';

const held = (data: string, role: string) => ({ data, tags: [`email:role="${role}"`] });

describe('facts about a mail', () => {
  it('name sender, recipients and the checks of the sender in a fixed order', () => {
    const tags = ['email:dmarc="fail"', 'email:dkim="none"', 'email:spf="pass"', 'other'];
    const found = mailFacts(tags, [held('it@evil.example', 'from'), held('bo@ours.example', 'recipient')]);
    expect(found).toEqual({
      senders: ['it@evil.example'],
      recipients: ['bo@ours.example'],
      checks: [
        { method: 'spf', result: 'pass', hue: 'green' },
        { method: 'dkim', result: 'none', hue: 'amber' },
        { method: 'dmarc', result: 'fail', hue: 'red' },
      ],
    });
  });

  it('are missing for an alert that came from no mail', () => {
    expect(mailFacts(['phishing'], [{ data: '192.0.2.1', tags: [] }])).toBeUndefined();
  });
});

describe('the words of a mail', () => {
  it('are found behind its headers', () => {
    expect(mailWords('- **From:** `a`\n\n```text\nDear user,\n\nconfirm now\n```')).toBe(
      'Dear user,\n\nconfirm now',
    );
  });

  it.each([['Beacon from a host'], ['```text\n\n```'], ['']])('are missing in %j', (description) => {
    expect(mailWords(description)).toBeUndefined();
  });
});
