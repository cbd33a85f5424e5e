import { expect, it } from 'vitest';
import { knownMoments, readEvents, shownEvents, type WireEvent } from './events.ts';

const event = (entity: string, kind: string, date: number, more: Partial<WireEvent> = {}): WireEvent => ({
  entity,
  kind,
  date,
  entityId: '~1',
  _createdAt: 100,
  _createdBy: 'ann@main.test',
  details: {},
  ...more,
});

it('orders events and leaves out what it does not know', () => {
  const events = readEvents(
    [event('Custom', 'occurred', 9), event('Alert', 'occurred', 5), event('Ufo', 'seen', 1)],
    [],
  );
  expect(events.map(({ id, lane, at }) => [id, lane, at])).toEqual([
    ['~1:occurred', 'alerts', 5],
    ['~1:occurred', 'events', 9],
  ]);
});

it('knows what happened when it was noted, and moments of work when they were recorded', () => {
  const [custom, ended, unrecorded] = readEvents(
    [event('Custom', 'occurred', 9), event('Task', 'ended', 50), event('Case', 'ended', 300)],
    [
      { objectId: '~1', _createdAt: 250, details: { status: 'Completed', endDate: 50 } },
      { objectId: '~1', _createdAt: 270, details: { endDate: 50 } },
      { objectId: '~1', _createdAt: 280, details: null },
    ],
  );
  expect(custom?.knownAt).toBe(100);
  expect(ended?.knownAt).toBe(250);
  expect(unrecorded?.knownAt).toBe(300);
});

it('keeps an end that comes after the beginning', () => {
  const [one, other] = readEvents(
    [event('Custom', 'occurred', 1, { endDate: 4 }), event('Custom', 'occurred', 5, { endDate: 5 })],
    [],
  );
  expect([one?.until, other?.until]).toEqual([4, undefined]);
});

it('shows what was known at a moment', () => {
  const events = readEvents(
    [event('Custom', 'occurred', 1, { _createdAt: 200 }), event('Alert', 'occurred', 2)],
    [],
  );
  expect(shownEvents(events, new Set(), 150).map(({ lane }) => lane)).toEqual(['alerts']);
  expect(shownEvents(events, new Set(['alerts']), undefined).map(({ lane }) => lane)).toEqual(['events']);
  expect(knownMoments(events)).toEqual([100, 200]);
});
