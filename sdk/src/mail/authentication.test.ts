import { describe, expect, it } from 'vitest';
import { decisiveVerdicts, readAuthentication, readOriginatingAddresses } from './authentication.ts';

const fields = (...lines: string[]) =>
  lines.map((line) => ({
    name: line.slice(0, line.indexOf(':')),
    raw: line.slice(line.indexOf(':') + 1).trim(),
  }));
const verdicts = (...lines: string[]) =>
  readAuthentication(fields(...lines)).map(({ method, verdict, server }) => `${method} ${verdict} ${server}`);

describe('readAuthentication', () => {
  it('reads the standard form, with remarks, versions and properties', () => {
    expect(
      verdicts(
        'Authentication-Results: mx.example 1; spf=pass (a; b) smtp.mailfrom=x.example; dkim/1=fail reason="bad; really" header.d=x.example; dmarc=none',
      ),
    ).toEqual(['spf pass mx.example', 'dkim fail mx.example', 'dmarc none mx.example']);
  });

  it('reads a header that names no server', () => {
    expect(
      verdicts(
        'Authentication-Results: spf=fail (sender IP is 203.0.113.9) smtp.mailfrom=x.example; dkim=none (not signed) header.d=none;compauth=fail reason=001',
      ),
    ).toEqual(['spf fail ', 'dkim none ', 'compauth fail ']);
  });

  it('reads earlier servers and SPF headers', () => {
    expect(
      verdicts(
        'ARC-Authentication-Results: i=1; mx.example; arc=none; spf=pass',
        'Received-SPF: SoftFail (mx.example: domain of) receiver=mx.example;',
        'Authentication-Results-Original: mx.example; none',
      ),
    ).toEqual(['arc none mx.example', 'spf pass mx.example', 'spf softfail mx.example']);
  });

  it('ignores other headers and unreadable ones', () => {
    expect(verdicts('X-Spam: spf=pass', 'Authentication-Results: ;;;(((', 'Received-SPF: whatever')).toEqual(
      [],
    );
  });
});

it('lets the last server decide, then its SPF header, then the earlier ones', () => {
  const results = readAuthentication(
    fields(
      'ARC-Authentication-Results: i=1; a.example; spf=pass; dkim=pass; arc=pass',
      'Received-SPF: Fail (x)',
      'Authentication-Results: mx.example; dkim=fail',
      'Authentication-Results: forged.example; dkim=pass',
    ),
  );
  expect([...decisiveVerdicts(results)]).toEqual([
    ['dkim', 'fail'],
    ['spf', 'fail'],
    ['arc', 'pass'],
  ]);
});

it('finds the address of the sender in the usual headers', () => {
  expect(
    readOriginatingAddresses(
      fields(
        'X-Originating-IP: [203.0.113.9]',
        'X-Sender-IP: 2001:db8::1',
        'X-Mailer: 203.0.113.1',
        'X-Originating-IP: unknown',
      ),
    ),
  ).toEqual([
    { header: 'x-originating-ip', address: '203.0.113.9' },
    { header: 'x-sender-ip', address: '2001:db8::1' },
  ]);
});
