/** Values for random requests: those that a field of a kind accepts, and hostile ones that fit nowhere. */
import fc from 'fast-check';
import type { Field } from '../../server/src/model/field.ts';
import { hiddenWord, sharedWord } from '../matrix/tenants.ts';

/** Texts that a filter accepts: words that occur, words of others, and what means something to LIKE, regular expressions or SQL. */
export const acceptedText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('stranger', 'title', hiddenWord, `${sharedWord} title`, 'T1059.006'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['%', '_', '*', '***', 'a*b', '\\', '%\\', '\\_', '.*', '(', '[a-', 'a{9999}', '(a+)+$', '^', '?'],
      ...[
        "'",
        "';--",
        '"',
        '$1',
        '#{x}',
        '{{x}}',
        '..',
        '/',
        ' ',
        '\t\n',
        '',
        '0',
        '-',
        '~',
        '~1',
        ':*',
        '& |',
        '!',
      ],
      ...[
        'null',
        'NaN',
        'Infinity',
        'true',
        '钓鱼',
        'é',
        'e\u0301',
        '\u202e',
        '\ufeff',
        '👩‍👩‍👧',
        '\uffff',
        'ß',
        'İ',
      ],
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('x'.repeat(900), '*a'.repeat(200), '\\'.repeat(500), '(a'.repeat(300)),
  },
);

const acceptedNumber: fc.Arbitrary<number | string> = fc.constantFrom(
  ...[0, -0, 1, 2, 3, -1, 0.5, 1e-300, 1e300, -1e300, 2 ** 31, -(2 ** 31), 2 ** 53, -(2 ** 53), 2 ** 63],
  ...['0', '-3', ' 4 ', '1e3', '00012', '9'.repeat(200)],
);

const relativeDate = fc.record({
  amount: fc.constantFrom(0, 1, 7, 1_000),
  unit: fc.constantFrom('seconds', 'minutes', 'hours', 'days', 'weeks', 'months'),
  look: fc.constantFrom('behind', 'ahead'),
  modifier: fc.constantFrom(null, 'startOfDay', 'endOfDay'),
  timezone: fc.constantFrom(null, 'Europe/Paris', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'),
});

const acceptedDate: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    ...[0, -1, 1_768_467_600_000, -200_000_000_000_000, 8_000_000_000_000_000, '1700000000000', '2026-01-15'],
    ...['1900-01-01T00:00:00.123456789+13:45', '0001-01-01', '9999-12-31 23:59'],
  ),
  relativeDate,
);

const acceptedId = fc.constantFrom('~1', '1', '~0', '~9223372036854775807', 'none', '', 12);

/** A value that a filter on a field accepts. */
export function acceptedValue({ kind, values }: Pick<Field, 'kind' | 'values'>): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'integer':
    case 'float':
    case 'duration':
      return acceptedNumber;
    case 'boolean':
      return fc.constantFrom(true, false, 'true', 'false', 0, 1);
    case 'date':
      return acceptedDate;
    case 'id':
      return acceptedId;
    case 'enumeration':
      return values === undefined ? acceptedText : fc.constantFrom(...values);
    default:
      return acceptedText;
  }
}

const nested = (depth: number, around: (inner: unknown) => unknown): unknown =>
  Array.from({ length: depth }).reduce((inner: unknown) => around(inner), {});

/** Values to put where they do not belong. Made when drawn: some are large. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: acceptedText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown[]>(
      ...[null, true, [], {}, [[]], [null], { a: 1 }, '', 'a\u0000b', '\ud800', '\udc00x', '\u0000'],
      ...[-1, 0, 1.5, -1e308, 5e-324, 2 ** 31, 2 ** 53 + 2, 2 ** 63, 2 ** 64, -(2 ** 63) - 1e4],
      ...['1e999', '-9223372036854775809', '0x10', '1_000', '٣', 'NaN', '-Infinity', '9'.repeat(5_000)],
      ...['2026-02-31', '99999-01-01', '-000001-01-01T00:00Z', '2026-01-01T25:61:61Z', 8.64e15 + 1, -8.64e15],
      ...[
        '__proto__',
        'constructor',
        'toString',
        'hasOwnProperty',
        '_name',
        '_field',
        'customFields.',
        'attachment.',
      ],
      ...[
        'customFields.a.b.c',
        'customFields.~1',
        'customFields.~99999999999999999999',
        'keyword',
        '_id',
        '*',
      ],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown[]>(
      { amount: 1_000_000, unit: 'years', look: 'ahead' },
      {
        amount: 1_000_000,
        unit: 'years',
        look: 'behind',
        modifier: 'startOfDay',
        timezone: 'Asia/Kathmandu',
      },
      { amount: -1, unit: 'days', look: 'behind', timezone: 'No/Where' },
      'x'.repeat(100_000),
      'a '.repeat(20_000),
      Array.from({ length: 12_000 }, (_, index) => `~${index}`),
      nested(30, (_not) => ({ _not })),
      nested(70, (inner) => [inner]),
      nested(20, (_query) => ({ _child: { _type: 'case_task', _query } })),
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
