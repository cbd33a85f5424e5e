import { describe, expect, it } from 'vitest';
import { fileNameOf, readDashboard, widgetsIn, writeDashboard } from './dashboard-file.ts';

const definition = {
  period: 'last7Days',
  items: [
    { type: 'container', items: [{ id: 'a', type: 'text', title: 'Words', series: [], content: 'x' }] },
  ],
};
const dashboard = { title: 'Night shift', description: 'What waits', status: 'Shared', definition } as const;

describe('a dashboard as a file', () => {
  it('is read as it was written, and kept to whoever takes it', () => {
    expect(readDashboard(writeDashboard(dashboard))).toEqual({ ...dashboard, status: 'Private' });
  });

  it('may hold its definition as text', () => {
    const text = JSON.stringify({ title: 'Old', definition: JSON.stringify(definition) });
    expect(readDashboard(text)).toEqual({ title: 'Old', description: '', status: 'Private', definition });
  });

  it.each(['', 'no JSON', '[]', '{}', '{"title":"x"}', '{"title":"x","definition":{"items":1}}'])(
    'is refused when it is %o',
    (text) => {
      expect(readDashboard(text)).toBeUndefined();
    },
  );

  it('tells how many widgets can be drawn', () => {
    expect(widgetsIn(definition)).toBe(1);
    expect(widgetsIn({ items: [{ items: [{ id: 'b', type: 'unheard' }] }] })).toBe(0);
  });

  it('has a name that every system takes', () => {
    expect(fileNameOf(' a/b: Nächte? ')).toBe('a-b-Nächte.json');
    expect(fileNameOf('???')).toBe('dashboard.json');
  });
});
