/** Which values are unlikely indicators, and which only look like them. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { isEmptyDigest, ordinaryReason } from './ordinary.ts';

it.each([
  ['ip', '10.1.2.3', 'private'],
  ['ip', '172.31.255.255', 'private'],
  ['ip', '100.64.0.1', 'private'],
  ['ip', 'fd00::1', 'private'],
  ['ip', 'fec0::1', 'private'],
  ['ip', '::ffff:192.168.1.1', 'private'],
  ['ip', '10[.]0[.]0[.]7', 'private'],
  ['ip', '10.0.0.0/8', 'private'],
  ['ip', 'fd00::/8', 'private'],
  ['ip', '127.0.0.53', 'loopback'],
  ['ip', '::1', 'loopback'],
  ['ip', '169.254.169.254', 'linkLocal'],
  ['ip', 'fe80::1', 'linkLocal'],
  ['ip', '239.255.255.250', 'multicast'],
  ['ip', '255.255.255.255', 'multicast'],
  ['ip', 'ff02::fb', 'multicast'],
  ['ip', '192.0.2.1', 'documentation'],
  ['ip', '198.51.100.0/24', 'documentation'],
  ['ip', '203.0.113.255', 'documentation'],
  ['ip', '198.19.0.1', 'documentation'],
  ['ip', '2001:DB8::1', 'documentation'],
  ['ip', '2001:db8::/32', 'documentation'],
  ['ip', '3fff::1', 'documentation'],
  ['ip', '2001:2::1', 'documentation'],
  ['ip', '0.0.0.0', 'reserved'],
  ['ip', '::', 'reserved'],
  ['ip', '250.1.1.1', 'reserved'],
  ['ip', '100::1', 'reserved'],
  ['ip', '8.8.8.8', 'publicResolver'],
  ['ip', '008.008.008.008', 'publicResolver'],
  ['ip', '1.1.1.1/32', 'publicResolver'],
  ['ip', '2606:4700:4700:0:0:0:0:1111', 'publicResolver'],
  ['domain', 'example.com', 'documentation'],
  ['fqdn', 'WWW.Example[.]ORG.', 'documentation'],
  ['domain', 'evil.example', 'documentation'],
  ['fqdn', 'a.b.test', 'documentation'],
  ['domain', '*.example.net', 'documentation'],
  ['domain', 'nothing.invalid', 'reserved'],
  ['hostname', 'localhost', 'loopback'],
  ['hostname', 'app.localhost', 'loopback'],
  ['hostname', 'printer.local', 'private'],
  ['hostname', 'nas.home.arpa', 'private'],
  ['fqdn', 'metadata.google.internal', 'private'],
  ['fqdn', 'dns.google', 'publicResolver'],
  ['url', 'hxxp://evil[.]example/a', 'documentation'],
  ['url', 'http://[::1]:8080/', 'loopback'],
  ['url', 'https://8.8.8.8/dns-query', 'publicResolver'],
  ['url', 'http://192.168.1.1/login', 'private'],
  ['mail', 'bob@example.org', 'documentation'],
  ['mail', 'root@[127.0.0.1]', 'loopback'],
  ['hash', 'D41D8CD98F00B204E9800998ECF8427E', 'emptyFile'],
])('finds %s %s unlikely: %s', (dataType, value, reason) => {
  expect(ordinaryReason(dataType, value)).toBe(reason);
});

it.each([
  ['ip', '8.8.8.9'],
  ['ip', '185.220.101.1'],
  ['ip', '11.0.0.1'],
  ['ip', '2a01:4f8::1'],
  ['ip', '2001:db7::1'],
  // Wider than what is reserved in it.
  ['ip', '8.8.8.0/24'],
  ['ip', '10.0.0.0/7'],
  ['ip', '0.0.0.0/0'],
  ['ip', '10.0.0.1/99'],
  ['ip', 'no address'],
  ['ip', ''],
  ['domain', 'evilexample.com'],
  ['domain', 'example.com.evil.co'],
  ['domain', 'test.com'],
  ['domain', 'google.com'],
  ['domain', 'abcdef.onion'],
  ['hostname', 'WS-042'],
  ['url', 'https://example.com.evil.co/'],
  ['url', 'https://evil.co/?to=http://localhost/'],
  ['url', 'http://'],
  ['mail', 'example.com@evil.co'],
  ['mail', 'no mail address'],
  ['hash', 'd41d8cd98f00b204e9800998ecf8427f'],
  ['filename', 'example.com'],
  ['other', '10.0.0.1'],
  ['no-such-type', '10.0.0.1'],
])('has nothing against %s %s', (dataType, value) => {
  expect(ordinaryReason(dataType, value)).toBeUndefined();
});

it.each(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])(
  'knows the %s of an empty file',
  (algorithm) => {
    expect(isEmptyDigest(createHash(algorithm).update('').digest('hex'))).toBe(true);
    expect(isEmptyDigest(createHash(algorithm).update(' ').digest('hex'))).toBe(false);
  },
);
