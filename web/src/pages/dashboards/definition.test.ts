import { describe, expect, it } from 'vitest';
import { inZone, readShape, writeShape } from './aggregation-shape.ts';
import { readDefinition, type Widget, widthsOf, writeDefinition } from './definition.ts';

const widget = (more: Partial<Widget> = {}): Widget => ({
  id: 'a',
  type: 'bar',
  title: 'A',
  series: [],
  ...more,
});

describe('a definition', () => {
  it('is read from whatever stands there, and what makes no sense is left out', () => {
    expect(readDefinition(null).rows).toEqual([]);
    const { rows, period } = readDefinition({
      period: 'last7Days',
      items: [
        'x',
        { items: [{ id: 'a', type: 'hologram' }] },
        { items: [{ id: 'b', type: 'counter', series: [{ list: 'listAlert' }, 5], width: 99, height: -1 }] },
      ],
    });
    expect(period).toEqual({ name: 'last7Days' });
    expect(rows).toEqual([
      [
        {
          id: 'b',
          type: 'counter',
          title: '',
          series: [{ name: '1', list: 'listAlert', dateField: '_createdAt' }],
          width: 12,
          height: 1,
        },
      ],
    ]);
  });

  it('is written as it was read', () => {
    const definition = {
      period: { name: 'custom', from: '2026-11-01', to: '2026-11-30' } as const,
      rows: [[widget({ thresholds: { minimum: 0, medium: 1, maximum: 2 }, period: 'all', content: 'x' })]],
    };
    expect(readDefinition(writeDefinition(definition))).toEqual(definition);
  });

  it('shares what is left of a row among the widgets that say no width', () => {
    expect(widthsOf([widget(), widget(), widget()])).toEqual([4, 4, 4]);
    expect(widthsOf([widget({ width: 6 }), widget(), widget()])).toEqual([6, 3, 3]);
    expect(widthsOf([widget({ width: 12 }), widget()])).toEqual([12, 2]);
  });
});

describe('an aggregation', () => {
  const count = { _agg: 'count' };
  it.each([
    count,
    { _agg: 'p90', _field: 'timeToDetect' },
    { _agg: 'field', _field: 'source', _order: ['-count'], _size: 5, _select: [count] },
    {
      _agg: 'time',
      _fields: ['_createdAt'],
      _interval: '1w',
      _select: [{ _agg: 'median', _field: 'x', _name: 'm' }],
    },
    {
      _agg: 'time',
      _fields: ['_createdAt'],
      _interval: '2d',
      _select: [{ _agg: 'field', _field: 'severity', _order: ['-count'], _size: 10, _select: [count] }],
    },
  ])('is read into a form and written as it was: %j', (json) => {
    const shape = readShape(json);
    expect(shape === undefined ? undefined : writeShape(shape)).toEqual(json);
  });

  it('that the form does not know is left alone', () => {
    expect(readShape({ _agg: 'count', _query: {} })).toBeUndefined();
    expect(readShape({ _agg: 'time', _fields: ['x'], _interval: '1y', _select: [count] })).toBeUndefined();
    expect(readShape(undefined)).toBeUndefined();
  });

  it('is asked in the zone of the reader', () => {
    const inner = { _agg: 'time', _fields: ['b'], _interval: '1d', _select: [count] };
    expect(inZone({ _agg: 'field', _field: 'a', _select: [inner] }, 'Europe/Paris')).toEqual({
      _agg: 'field',
      _field: 'a',
      _select: [{ ...inner, _timezone: 'Europe/Paris' }],
    });
  });
});
