/** A reported mail of our own: every host and address in it is reserved for examples. */

/** The mail as bytes; each call gives one with another message id, so that it is never a duplicate. */
export function reportedMail(): Uint8Array {
  const id = `${Date.now()}.${Math.floor(Math.random() * 1e9)}`;
  const lines = [
    'Return-Path: <bounce@mailer.invalid>',
    'Received: from out.mailer.invalid (out.mailer.invalid [203.0.113.88]) by mx.main-job.test with ESMTPS; Tue, 13 Jan 2026 08:10:02 +0000',
    'Authentication-Results: mx.main-job.test; spf=fail smtp.mailfrom=mailer.invalid; dmarc=fail header.from=evil.example',
    'From: "Payroll" <payroll@evil.example>',
    'To: carol@main-job.test',
    'Subject: Updated salary agreement',
    'Date: Tue, 13 Jan 2026 08:10:00 +0000',
    `Message-ID: <${id}@mailer.invalid>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Please sign: <a href="http://sign.evil.example/doc?u=carol">https://hr.main-job.test/doc</a></p>',
    '--b',
    'Content-Type: application/octet-stream; name="agreement.bin"',
    'Content-Disposition: attachment; filename="agreement.bin"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('not a real document').toString('base64'),
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
