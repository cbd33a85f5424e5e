import { expect, it } from 'vitest';
import { evidenceIn, namedEvidence, possibleNames } from './csv-evidence.ts';

const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:120.0)';
const observables = [
  { id: '~1', dataType: 'domain', name: 'bad[.]example', data: 'bad.example' },
  { id: '~2', dataType: 'user-agent', name: agent, data: agent },
  { id: '~3', dataType: 'hostname', name: 'twice[.]example', data: 'twice.example' },
  { id: '~4', dataType: 'fqdn', name: 'twice[.]example', data: 'twice.example' },
  { id: '~5', dataType: 'file', name: 'mail.eml', data: undefined },
];
const files = [{ id: '~6', dataType: undefined, name: 'proxy.log' }];

function read(cell: string) {
  const read = evidenceIn(cell, namedEvidence(possibleNames([cell]), observables, files));
  return 'found' in read ? read.found.map(({ id }) => id) : read;
}

it.each([
  ['', []],
  ['bad.example', ['~1']],
  ['BAD[.]example ; proxy.log', ['~1', '~6']],
  ['mail.eml\nbad.example;', ['~5', '~1']],
  [`proxy.log; ${agent}; ~3`, ['~6', '~2', '~3']],
  ['bad.example; bad[.]example', ['~1']],
])('reads %s', (cell, ids) => {
  expect(read(cell)).toEqual(ids);
});

it('tells the first name that is nothing in the case, or several things', () => {
  expect(read('bad.example; other; proxy.log')).toEqual({ fault: 'nothing', name: 'other', choices: [] });
  const several = read('twice.example');
  expect(several).toMatchObject({ fault: 'several', name: 'twice.example' });
  expect(several).toHaveProperty('choices', [observables[2], observables[3]]);
});

it('looks for no more than a few parts of a cell together', () => {
  expect(possibleNames(['a;b;c', 'a'])).toEqual(['a', 'a;b', 'a;b;c', 'b', 'b;c', 'c']);
  expect(possibleNames([Array.from({ length: 100 }, (_, place) => place).join(';')]).length).toBeLessThan(
    800,
  );
});
