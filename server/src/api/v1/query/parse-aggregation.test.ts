import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../model/errors.ts';
import { entities } from '../../../model/registry.ts';
import { parseAggregation } from './parse-aggregation.ts';
import { parseSort } from './parse-sort.ts';

const onCase = (raw: unknown) => parseAggregation(entities.case, raw);

function refusal(run: () => unknown): CodedError {
  try {
    run();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('an aggregation', () => {
  it('counts', () => {
    expect(onCase({ _agg: 'count' })).toEqual({ op: 'count', name: 'count' });
    expect(onCase({ _agg: 'count', _name: 'closed', _query: { stage: 'Closed' } })).toMatchObject({
      name: 'closed',
      filter: { path: 'stage' },
    });
  });

  it.each(['sum', 'avg', 'min', 'max', 'median', 'p90'])('computes the %s of a field', (op) => {
    expect(onCase({ _agg: op, _field: 'severity' })).toEqual({
      op,
      name: `${op}_severity`,
      path: 'severity',
    });
  });

  it('does not take the name of the operation for its own at the top of a pipeline', () => {
    const raw = { _name: 'aggregation', _agg: 'avg', _field: '_createdAt' };
    expect(parseAggregation(entities.case, raw, '', false)).toMatchObject({
      name: 'avg__createdAt',
      path: 'createdAt',
    });
  });

  it('keeps only buckets with as many objects as wanted', () => {
    expect(onCase({ _agg: 'field', _field: 'tags', _atLeast: 2 })).toMatchObject({ atLeast: 2 });
    expect(refusal(() => onCase({ _agg: 'field', _field: 'tags', _atLeast: 0 })).code).toBe('invalidFields');
  });

  it('makes buckets by value, ordered and cut', () => {
    expect(
      onCase({
        _agg: 'field',
        _field: 'tags',
        _order: ['-count', '+tags'],
        _size: 5,
        _select: [{ _agg: 'count' }],
      }),
    ).toEqual({
      op: 'field',
      name: 'tags',
      path: 'tags',
      order: [
        { by: 'count', descending: true },
        { by: 'value', descending: false },
      ],
      size: 5,
      select: [{ op: 'count', name: 'count' }],
    });
  });

  it('makes buckets by time', () => {
    expect(
      onCase({
        _agg: 'time',
        _fields: ['startDate'],
        _interval: '2w',
        _select: [{ _agg: 'field', _field: 'status' }],
      }),
    ).toMatchObject({
      op: 'time',
      path: 'startDate',
      interval: { amount: 2, unit: 'w' },
      select: [{ op: 'field' }],
    });
    expect(onCase({ _agg: 'time', _fields: 'startDate', _interval: 3, _unit: 'MONTHS' })).toMatchObject({
      interval: { amount: 3, unit: 'M' },
    });
    expect(
      onCase({ _agg: 'time', _fields: 'startDate', _interval: '1d', _timezone: 'Asia/Shanghai' }),
    ).toMatchObject({ timezone: 'Asia/Shanghai' });
  });

  it('aggregates custom fields', () => {
    expect(onCase({ _agg: 'field', _field: 'customFields.bu' })).toMatchObject({ path: 'customFields.bu' });
  });

  it.each([
    [{ _agg: 'mode', _field: 'severity' }, '_agg'],
    [{}, '_agg'],
    [{ _agg: 'time', _fields: 'startDate' }, '_interval'],
    [{ _agg: 'time', _fields: 'startDate', _interval: '1x' }, '_interval'],
    [{ _agg: 'time', _fields: 'startDate', _interval: '0d' }, '_interval'],
    [{ _agg: 'time', _fields: 'startDate', _interval: 1 }, '_unit'],
    [{ _agg: 'time', _interval: '1d' }, '_fields'],
    [{ _agg: 'field', _field: 'tags', _size: 0 }, '_size'],
    [{ _agg: 'field', _field: 'tags', _order: '-title' }, '_order[0]'],
    [{ _agg: 'field', _field: 'tags', _select: {} }, '_select'],
    [{ _agg: 'field', _field: 'tags', _select: [{ _agg: 'mean' }] }, '_select[0]._agg'],
  ])('is refused with the place of the fault: %j', (raw, name) => {
    expect(refusal(() => onCase(raw)).faults[0]).toMatchObject({ name });
  });

  it('is refused over a field that cannot be aggregated', () => {
    expect(refusal(() => onCase({ _agg: 'field', _field: 'title' })).message).toContain(
      'cannot be aggregated',
    );
  });
});

describe('an order', () => {
  it('is read in every form', () => {
    expect(
      parseSort(entities.case, [
        'title',
        '-startDate',
        '+flag',
        { severity: 'desc' },
        { field: 'number', direction: 'asc' },
        { 'customFields.bu': 'asc' },
      ]),
    ).toEqual([
      { path: 'title', descending: false },
      { path: 'startDate', descending: true },
      { path: 'flag', descending: false },
      { path: 'severity', descending: true },
      { path: 'number', descending: false },
      { path: 'customFields.bu', descending: false },
    ]);
  });

  it('may be empty', () => {
    expect(parseSort(entities.case, [])).toEqual([]);
  });

  it('is refused for an unknown direction, an unknown field and lists', () => {
    expect(refusal(() => parseSort(entities.case, [{ title: 'up' }])).faults[0]?.choices).toEqual([
      'asc',
      'desc',
    ]);
    expect(refusal(() => parseSort(entities.case, ['colour'])).code).toBe('invalidQuery');
    expect(refusal(() => parseSort(entities.case, ['tags'])).message).toContain('cannot be sorted by');
    expect(refusal(() => parseSort(entities.case, 'title')).code).toBe('invalidFields');
    expect(refusal(() => parseSort(entities.case, [{ a: 'asc', b: 'asc' }])).code).toBe('invalidFields');
  });
});
