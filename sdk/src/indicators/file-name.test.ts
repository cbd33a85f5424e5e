import { parse } from 'tldts';
import { expect, it } from 'vitest';
import { fileExtensions, looksLikeFileName } from './file-name.ts';

it.each(['invoice.exe', 'a.b.c.docm', 'архив.rar', 'archive.zip', 'setup.py', 'README.md'])(
  'takes %s for a file',
  (name) => {
    expect(looksLikeFileName(name)).toBe(true);
  },
);

it.each([
  'evil.com',
  'allegro.pl',
  'login.archive.zip',
  'a b.exe',
  '.exe',
  'dir/a.exe',
  'noextension',
  'x.so',
])('takes %s for no file', (name) => {
  expect(looksLikeFileName(name)).toBe(false);
});

it('counts no top-level domain among the extensions that always mean a file', () => {
  const domains = [...fileExtensions].filter((extension) => parse(`a.${extension}`).isIcann === true);
  expect(domains).toEqual([]);
});
