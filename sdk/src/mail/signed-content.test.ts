import { describe, expect, it } from 'vitest';
import { readMail } from './read.ts';
import { encryptedEnvelope, signedEnvelope, streamedEnvelope } from './testing/envelopes.ts';

/** A mail that holds nothing but the envelope. */
function mailOf(envelope: readonly string[]): Buffer {
  const lines = [
    'From: ann@sender.example',
    'Subject: Invoice',
    'MIME-Version: 1.0',
    'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
    'Content-Disposition: attachment; filename="smime.p7m"',
    'Content-Transfer-Encoding: base64',
    '',
    ...envelope,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

describe('a mail signed in one piece', () => {
  it.each([
    ['as one piece', signedEnvelope],
    ['as a stream', streamedEnvelope],
  ])('gives the text, links and files within its envelope, written %s', async (_form, envelope) => {
    const mail = await readMail(mailOf(envelope));
    expect(mail.subject).toBe('Invoice');
    expect(mail.text).toBe('Please pay at http://pay.evil.example/now');
    expect(mail.links.map((link) => link.url)).toEqual(['http://pay.evil.example/now']);
    expect(mail.attachments.map((file) => [file.name, file.size > 0])).toEqual([
      ['smime.p7m', true],
      ['list.csv', true],
    ]);
    expect(mail.faults).toEqual([]);
  });

  it('tells that it is encrypted instead of looking empty, and keeps the file', async () => {
    const mail = await readMail(mailOf(encryptedEnvelope));
    expect(mail.faults).toEqual([{ code: 'sealedContent', detail: 'smime.p7m' }]);
    expect(mail.attachments.map((file) => file.name)).toEqual(['smime.p7m']);
  });

  it.each([
    ['is cut off', signedEnvelope.slice(0, 3)],
    ['is no envelope', [Buffer.from('not an envelope').toString('base64')]],
  ])('tells when the envelope %s', async (_what, envelope) => {
    const mail = await readMail(mailOf(envelope));
    expect(mail.faults.map((fault) => fault.code)).toEqual(['envelopeUnreadable']);
    expect(mail.attachments.map((file) => file.name)).toEqual(['smime.p7m']);
  });
});
