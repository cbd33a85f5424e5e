/** Runs the analyzer on mails made here, in both formats. */

import { createHash } from 'node:crypto';
import { type JsonObject, valueAt } from '@skep/sdk';
import { type TrialResult, tryNeuron } from '@skep/sdk/testing';
import { utils, write } from 'cfb';
import { describe, expect, it } from 'vitest';

const script = new URL('./eml-parser.ts', import.meta.url).pathname;
const payload = 'not a virus, but a file';

function parse(filename: string, content: Uint8Array | string, config: object = {}): Promise<TrialResult> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return tryNeuron({ script, input: { tlp: 2, pap: 2, config }, file: { filename, content: bytes } });
}

/** A phishing mail with a deceptive link, a program, a picture and a mail inside. */
const phishing = [
  'Return-Path: <bounce@mailer.example>',
  'Received: from relay.example ([203.0.113.25]) by mx.acme.example with ESMTP; Mon, 23 Nov 2026 08:00:02 +0000',
  'Received: from [192.168.1.7] ([198.51.100.9]) by relay.example with ESMTP; Mon, 23 Nov 2026 08:00:00 +0000',
  'Authentication-Results: mx.acme.example; spf=fail smtp.mailfrom=mailer.example; dkim=pass header.d=mailer.example; dmarc=fail',
  'From: "ceo@acme.example" <boss@mailer.example>',
  'Reply-To: boss@free-mail.example',
  'To: lea@acme.example',
  'Subject: =?utf-8?Q?Facture_impay=C3=A9e?=',
  'Date: Mon, 23 Nov 2026 07:59:58 +0000',
  'Message-ID: <1@mailer.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b1"',
  '',
  '--b1',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Pay at <a href="https://pay.evil.example/login?x=1">https://bank.example/</a> or write to <a href="mailto:pay@evil.example">us</a></p>',
  '--b1',
  'Content-Type: application/octet-stream; name="facture.pdf.js"',
  'Content-Disposition: attachment; filename="facture.pdf.js"',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(payload).toString('base64'),
  '--b1',
  'Content-Type: message/rfc822',
  'Content-Disposition: attachment; filename="before.eml"',
  '',
  'From: first@inner.example',
  'To: boss@mailer.example',
  'Subject: The first mail',
  '',
  'See http://inner.example/page',
  '--b1--',
  '',
].join('\r\n');

/** Data of the artifacts of a type. */
function found(output: JsonObject, dataType: string): unknown[] {
  const artifacts = Array.isArray(output.artifacts) ? output.artifacts : [];
  return artifacts
    .filter((artifact) => valueAt(artifact, 'dataType') === dataType)
    .map((artifact) => valueAt(artifact, dataType === 'file' ? 'filename' : 'data'));
}

describe('EmlParser', () => {
  it('reports sender, path, verdicts, links and attachments', async () => {
    const { output } = await parse('invoice.eml', phishing);
    expect(output.full).toMatchObject({
      format: 'eml',
      subject: 'Facture impayée',
      from: [{ name: 'ceo@acme.example', address: 'boss@mailer.example' }],
      verdicts: { spf: 'fail', dkim: 'pass', dmarc: 'fail' },
      relays: [{ address: '198.51.100.9' }, { address: '203.0.113.25' }],
      attachments: [
        { name: 'facture.pdf.js', size: payload.length },
        { name: 'before.eml', mail: { subject: 'The first mail' } },
      ],
    });
    expect(JSON.stringify(valueAt(output, 'full.links'))).toContain('hxxps://pay[.]evil[.]example/login?x=1');
    expect(valueAt(output, 'full.body')).toContain('hxxps://bank[.]example/');
  });

  it('names what is suspicious and sums it up', async () => {
    const { output } = await parse('invoice.eml', phishing);
    const traits = valueAt(output, 'full.traits');
    expect(Array.isArray(traits) && traits.map((trait) => valueAt(trait, 'code'))).toEqual([
      'spfFailed',
      'dmarcFailed',
      'replyElsewhere',
      'pretendedSender',
      'deceptiveLinks',
      'program',
    ]);
    expect(valueAt(output, 'summary.taxonomies')).toEqual([
      { level: 'suspicious', namespace: 'EmlParser', predicate: 'traits', value: 6 },
      { level: 'info', namespace: 'EmlParser', predicate: 'links', value: 3 },
      { level: 'info', namespace: 'EmlParser', predicate: 'attachments', value: 2 },
      { level: 'suspicious', namespace: 'EmlParser', predicate: 'spf', value: 'fail' },
      { level: 'info', namespace: 'EmlParser', predicate: 'dkim', value: 'pass' },
      { level: 'suspicious', namespace: 'EmlParser', predicate: 'dmarc', value: 'fail' },
    ]);
  });

  it('offers addresses, links, hosts, files and hashes as artifacts', async () => {
    const { output, files } = await parse('invoice.eml', phishing);
    expect(found(output, 'mail-subject')).toEqual(['Facture impayée', 'The first mail']);
    expect(found(output, 'mail')).toEqual([
      'boss@mailer.example',
      'boss@free-mail.example',
      'bounce@mailer.example',
      'lea@acme.example',
      'first@inner.example',
      'pay@evil.example',
    ]);
    expect(found(output, 'ip')).toEqual(['198.51.100.9', '203.0.113.25']);
    expect(found(output, 'url')).toEqual(['https://pay.evil.example/login?x=1', 'http://inner.example/page']);
    expect(found(output, 'fqdn')).toEqual(['pay.evil.example']);
    expect(found(output, 'domain')).toEqual(['inner.example']);
    expect(found(output, 'file')).toEqual(['facture.pdf.js', 'before.eml']);
    const sha256 = createHash('sha256').update(payload).digest('hex');
    expect(found(output, 'hash')).toContain(sha256);
    const contents = [...files.values()].map((content) => new TextDecoder().decode(content));
    expect(contents).toContain(payload);
  });

  it('reads an Outlook item', async () => {
    const container = utils.cfb_new();
    const text = (value: string) => Buffer.from(value, 'utf16le');
    utils.cfb_add(container, '/__properties_version1.0', Buffer.alloc(32));
    utils.cfb_add(container, '/__substg1.0_001A001F', text('IPM.Note'));
    utils.cfb_add(container, '/__substg1.0_0037001F', text('Quarterly report'));
    utils.cfb_add(container, '/__substg1.0_0C1A001F', text('Boss'));
    utils.cfb_add(container, '/__substg1.0_0C1E001F', text('SMTP'));
    utils.cfb_add(container, '/__substg1.0_0C1F001F', text('boss@mailer.example'));
    utils.cfb_add(container, '/__substg1.0_1000001F', text('Read http://evil.example/report now'));
    const { output } = await parse('report.msg', Buffer.from(write(container, { type: 'buffer' })));
    expect(output.full).toMatchObject({ format: 'msg', subject: 'Quarterly report' });
    expect(found(output, 'mail')).toEqual(['boss@mailer.example']);
    expect(found(output, 'url')).toEqual(['http://evil.example/report']);
  });

  it('reads no more than it may and says so', async () => {
    const { output } = await parse('big.eml', phishing, { most_megabytes: 0.0005 });
    expect(valueAt(output, 'full.faults')).toContainEqual(expect.objectContaining({ code: 'mailTooLong' }));
  });

  it.each([
    ['an empty file', new Uint8Array()],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('refuses %s', async (_name, content) => {
    const { output } = await parse('x.eml', content);
    expect(output).toMatchObject({
      success: false,
      errorMessage: expect.stringContaining('This file is no mail (.eml or .msg)'),
    });
  });

  it('refuses an observable that is no file', async () => {
    const { output } = await tryNeuron({ script, input: { dataType: 'mail', data: 'a@evil.example' } });
    expect(output).toMatchObject({ success: false, errorMessage: 'Only files are read: .eml or .msg' });
  });
});
