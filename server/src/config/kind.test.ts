import { describe, expect, it } from 'vitest';
import {
  byteSize,
  fileAddress,
  folderPath,
  host,
  type Kind,
  listOf,
  network,
  password,
  showBytes,
  text,
  webOrigin,
  wholeNumber,
  yesOrNo,
} from './kind.ts';

/** The value read, or undefined when it is refused. */
function read<T>(kind: Kind<T>, given: unknown): T | undefined {
  const reading = kind.read(given, '/start');
  return 'value' in reading ? reading.value : undefined;
}

describe.each<{ name: string; kind: Kind<unknown>; accepts: [unknown, unknown][]; refuses: unknown[] }>([
  {
    name: 'a whole number',
    kind: wholeNumber(0, 100),
    accepts: [
      ['0', 0],
      [' 42 ', 42],
      [100, 100],
    ],
    refuses: ['', '-1', '101', '1.5', '1e1', 1.5, true, null, [1], 2n, 'ten'],
  },
  {
    name: 'a size',
    kind: byteSize(1024, 1024 ** 3),
    accepts: [
      ['2048', 2048],
      [2048, 2048],
      ['1 KiB', 1024],
      ['3MiB', 3 * 1024 ** 2],
    ],
    refuses: ['1023', '2 GiB', '1 MB', '-1', '1.5 KiB', '', true, {}],
  },
  {
    name: 'yes or no',
    kind: yesOrNo,
    accepts: [
      ['true', true],
      [false, false],
    ],
    refuses: ['yes', '1', 1, ''],
  },
  { name: 'text', kind: text('text', 5), accepts: [[' abc ', 'abc']], refuses: ['', '  ', 'abcdef', 3] },
  {
    name: 'a password',
    kind: password('text'),
    accepts: [[' pass word ', ' pass word ']],
    refuses: ['', 'x'.repeat(1025), 12345678],
  },
  {
    name: 'a folder',
    kind: folderPath,
    accepts: [
      ['sub/../other', '/start/other'],
      ['/a/b', '/a/b'],
    ],
    refuses: ['~/skep', '', 1],
  },
  {
    name: 'a file address',
    kind: fileAddress,
    accepts: [
      ['file:///srv/files/', '/srv/files'],
      ['file:///a%20b', '/a b'],
    ],
    refuses: ['/srv/files', 's3://bucket', 'file://host/share', 'file:///a%2Fb', 'file:///a%00', 'https://x'],
  },
  {
    name: 'a web origin',
    kind: webOrigin,
    accepts: [
      ['https://skep.example.org/', 'https://skep.example.org'],
      ['http://[::1]:9000', 'http://[::1]:9000'],
    ],
    refuses: [
      'skep.example.org',
      'https://skep.example.org/path',
      'https://user@skep.example.org',
      'ftp://x',
      'https://x/?q',
    ],
  },
  {
    name: 'a host',
    kind: host,
    accepts: [
      ['mail', 'mail'],
      ['::1', '::1'],
      ['a.b-c.d', 'a.b-c.d'],
    ],
    refuses: ['a b', 'http://a', 'a..b', '-a', 'a/8'],
  },
  {
    name: 'a network',
    kind: network,
    accepts: [
      ['10.0.0.0/8', '10.0.0.0/8'],
      ['::1', '::1'],
      ['fd00::/8', 'fd00::/8'],
    ],
    refuses: ['10.0.0.0/33', '10.0.0/8', 'host', '::1/129', '10.0.0.0/8/8', '10.0.0.0/'],
  },
  {
    name: 'a list',
    kind: listOf(wholeNumber(1, 9), 1),
    accepts: [
      ['1, 2', [1, 2]],
      [[3], [3]],
      ['4', [4]],
    ],
    refuses: ['1,,2', '1,x', [], ['x'], 3, null],
  },
])('$name', ({ kind, accepts, refuses }) => {
  it.each(accepts)('reads %j as %j', (given, value) => {
    expect(read(kind, given)).toEqual(value);
  });

  it.each(refuses.map((given) => [given]))('refuses %o', (given) => {
    expect(kind.read(given, '/start')).toHaveProperty('refused');
  });
});

it('shows sizes in the largest unit that leaves no rest', () => {
  expect([1023, 1024, 1536 * 1024, 5 * 1024 ** 3].map(showBytes)).toEqual([
    '1023',
    '1 KiB',
    '1536 KiB',
    '5 GiB',
  ]);
});
