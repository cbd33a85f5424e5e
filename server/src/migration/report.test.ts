/** What people read at the end of an import. */
import { expect, it } from 'vitest';
import { createReport, reportText } from './report.ts';

it('says in numbers, by reason and in steps what came and what did not', () => {
  const report = createReport();
  Object.assign(report.of('user'), { read: 3, made: 2, present: 1 });
  Object.assign(report.of('case'), { read: 9, made: 8 });
  report.leave('case', '#118', 'there is no such custom field');
  for (const number of [1, 2, 3, 4, 5])
    report.adapt('case', `#${number}`, 'ann@acme.test cannot be given work');
  report.fail('procedure', 'the source answered 500');
  expect(reportText({ missing: ['pages'] }, report)).toBe(
    `      read  made  already here  changed since  not taken over  adapted
user     3     2             1              0               0        0
case     9     8             0              0               1        5

Not taken over
  case #118: there is no such custom field

Lists that could not be read to their end
  procedure: the source answered 500

Taken over, but not as it was
  case #1, #2, #3 and 2 more: ann@acme.test cannot be given work

The source does not tell
  pages

Next
  Repair what is named above, and import again: what is here already is passed over.
  Give the 2 people a password in the settings, under users: nobody of them can sign in before.
  Start the server, and look at some cases that you know.
`,
  );
});

it('tells an import that stopped how it goes on, and names no more than can be read', () => {
  const report = createReport();
  for (let place = 0; place < 30; place += 1) report.leave('alert', `~${place}`, `reason ${place}`);
  const text = reportText({ stopped: 'It was called off', missing: [] }, report);
  expect(text).toContain('  and 10 more in the report\n');
  expect(text).toContain('Next\n  The import stopped: It was called off. Begin it again, and it goes on.\n');
  expect(text).not.toContain('Repair');
});
