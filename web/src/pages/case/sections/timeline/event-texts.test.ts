import { expect, it } from 'vitest';
import { changeOfTexts, eventOf, isBackwards, noTexts, textsOf } from './event-texts.ts';

const zone = 'UTC';
const texts = { title: ' Call ', from: '2026-01-01T10:00', until: '', description: ' ', evidence: '' };

it('an event is what is typed, without what was left empty', () => {
  expect(eventOf(texts, zone)).toEqual({ title: 'Call', date: Date.UTC(2026, 0, 1, 10) });
  expect(eventOf(noTexts, zone)).toBeUndefined();
  const backwards = { ...texts, until: '2026-01-01T09:00' };
  expect(isBackwards(backwards)).toBe(true);
  expect(eventOf(backwards, zone)).toBeUndefined();
});

it('only what was changed is sent, and what was emptied is taken away', () => {
  expect(changeOfTexts({ until: '', description: '' }, zone)).toEqual({ endDate: null, description: null });
  expect(changeOfTexts({ from: '2026-01-01T11:00' }, zone)).toEqual({ date: Date.UTC(2026, 0, 1, 11) });
  expect(changeOfTexts({ evidence: '' }, zone)).toEqual({ evidence: [] });
  expect(changeOfTexts({}, zone)).toEqual({});
});

it('a stored event is read as texts', () => {
  const stored = {
    _type: 'CustomEvent',
    _id: '~1',
    _createdAt: 0,
    _createdBy: 'ana',
    _version: 1,
    date: Date.UTC(2026, 0, 1, 10, 0, 7),
    title: 'Call',
    evidence: ['~3', '~2'],
  } as const;
  const read = { ...noTexts, title: 'Call', from: '2026-01-01T10:00', evidence: '~2 ~3' };
  expect(textsOf(stored, zone)).toEqual(read);
  expect(eventOf(read, zone)?.evidence).toEqual(['~2', '~3']);
});
