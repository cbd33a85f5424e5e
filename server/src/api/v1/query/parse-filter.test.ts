import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../model/errors.ts';
import { entities } from '../../../model/registry.ts';
import { parseFilter } from './parse-filter.ts';

const onAlert = (raw: unknown) => parseFilter(entities.alert, raw);

function refusal(
  raw: unknown,
  entity = entities.alert as (typeof entities)[keyof typeof entities],
): CodedError {
  try {
    parseFilter(entity, raw);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a filter', () => {
  it('matches everything when it is empty', () => {
    expect(onAlert({})).toEqual({ op: 'all' });
    expect(onAlert({ _any: '*' })).toEqual({ op: 'all' });
    expect(onAlert({ _and: [] })).toEqual({ op: 'and', of: [] });
  });

  it.each([
    [{ _field: 'status', _value: 'New' }, 'equals'],
    [{ status: 'New' }, 'equals'],
    [{ _eq: { _field: 'status', _value: 'New' } }, 'equals'],
    [{ _is: { _field: 'status', _value: 'New' } }, 'equals'],
    [{ _is: { status: 'New' } }, 'equals'],
    [{ _ne: { _field: 'status', _value: 'New' } }, 'differs'],
    [{ _gt: { status: 'New' } }, 'greater'],
    [{ _gte: { _field: 'status', _value: 'New' } }, 'greaterOrEqual'],
    [{ _lt: { _field: 'status', _value: 'New' } }, 'less'],
    [{ _lte: { _field: 'status', _value: 'New' } }, 'lessOrEqual'],
    [{ _like: { _field: 'status', _value: 'New' } }, 'like'],
    [{ _wildcard: { status: 'New' } }, 'like'],
    [{ _match: { _field: 'status', _value: 'New' } }, 'match'],
    [{ _startsWith: { _field: 'status', _value: 'New' } }, 'startsWith'],
    [{ _endsWith: { _field: 'status', _value: 'New' } }, 'endsWith'],
    [{ _contains: { _field: 'status', _value: 'New' } }, 'equals'],
  ])('compares a field with a value: %j', (raw, op) => {
    expect(onAlert(raw)).toMatchObject({ op, path: 'status', value: 'New' });
  });

  it('is put together with _and, _or and _not', () => {
    expect(onAlert({ _and: [{ _or: [{ follow: true }] }, { _not: { severity: 3 } }] })).toEqual({
      op: 'and',
      of: [
        { op: 'or', of: [{ op: 'equals', path: 'follow', value: true, at: '_and[0]._or[0].follow' }] },
        { op: 'not', of: { op: 'equals', path: 'severity', value: 3, at: '_and[1]._not.severity' } },
      ],
    });
  });

  it('asks whether a field has a value, in every spelling', () => {
    for (const raw of [
      { _has: 'assignee' },
      { _contains: 'assignee' },
      { _has: { _field: 'assignee' } },
      { _contains: { _field: 'assignee' } },
    ]) {
      expect(onAlert(raw)).toMatchObject({ op: 'has', path: 'assignee' });
    }
  });

  it('compares with bounds and lists', () => {
    expect(onAlert({ _between: { _field: 'date', _from: 1, _to: '2' } })).toMatchObject({
      op: 'between',
      path: 'date',
      from: 1,
      to: '2',
    });
    expect(onAlert({ _in: { _field: 'tags', _values: ['a', 'b'] } })).toMatchObject({
      op: 'in',
      path: 'tags',
      values: ['a', 'b'],
    });
  });

  it('reads dates relative to now', () => {
    const value = {
      amount: 7,
      unit: 'days',
      look: 'behind',
      timezone: 'Europe/Paris',
      modifier: 'startOfDay',
    };
    expect(onAlert({ _gte: { _field: 'date', _value: value } })).toMatchObject({ value });
    expect(
      refusal({ _gte: { _field: 'date', _value: { ...value, unit: 'fortnights' } } }).faults[0],
    ).toMatchObject({
      name: '_gte._value.unit',
      choices: ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'],
    });
    expect(refusal({ _gte: { _field: 'date', _value: { ...value, timezone: 'Mars/Olympus' } } }).code).toBe(
      'invalidFields',
    );
    expect(refusal({ _gte: { _field: 'date', _value: { ...value, amount: -1 } } }).code).toBe(
      'invalidFields',
    );
  });

  it('takes words of the wire for fields of the model', () => {
    expect(onAlert({ _eq: { _field: '_createdAt', _value: 5 } })).toMatchObject({ path: 'createdAt' });
    expect(onAlert({ importDate: 5 })).toMatchObject({ path: 'importedDate' });
    expect(onAlert({ 'computed.handlingDurationInDays': 5 })).toMatchObject({
      path: 'handlingDurationInDays',
    });
    expect(parseFilter(entities.comment, { createdAt: 5 })).toMatchObject({ path: 'createdAt' });
    expect(parseFilter(entities.comment, { _gt: { _field: '_createdAt', _value: 5 } })).toMatchObject({
      path: 'createdAt',
    });
    expect(parseFilter(entities.audit, { operation: 'create' })).toMatchObject({ path: 'action' });
    expect(parseFilter(entities.job, { analyzerId: 'x' })).toMatchObject({ path: 'neuronId' });
    expect(parseFilter(entities.action, { objectType: 'case_artifact' })).toMatchObject({
      value: 'observable',
    });
    expect(parseFilter(entities.observable, { 'attachment.name': 'x' })).toMatchObject({
      path: 'attachment.name',
    });
  });

  it('does not take words of the model for words of the wire', () => {
    expect(refusal({ createdAt: 5 }).code).toBe('invalidQuery');
    expect(refusal({ neuronId: 'x' }, entities.job).code).toBe('invalidQuery');
  });

  it('reads custom fields by name, whatever type is written behind it', () => {
    for (const path of ['customFields.bu', 'customFieldValues.bu', 'customFields.bu.string'])
      expect(onAlert({ [path]: 'it' })).toMatchObject({ path: 'customFields.bu' });
    expect(onAlert({ 'customFields.business.unit': 'it' })).toMatchObject({
      path: 'customFields.business.unit',
    });
    expect(refusal({ 'customFields.bu': 1 }, entities.comment).code).toBe('invalidQuery');
  });

  it('takes ids with and without their tilde, and knows that other texts are no ids', () => {
    expect(onAlert({ _id: '~12' })).toEqual({ op: 'id', id: '12' });
    expect(onAlert({ _id: 'twelve' })).toEqual({ op: 'none' });
    expect(onAlert({ _eq: { _field: '_id', _value: '~12' } })).toMatchObject({ path: 'id', value: '12' });
    expect(onAlert({ _eq: { _field: 'caseId', _value: '12' } })).toMatchObject({
      path: 'caseId',
      value: '12',
    });
    expect(onAlert({ _eq: { _field: '_id', _value: 'twelve' } })).toEqual({ op: 'none' });
    expect(onAlert({ _ne: { _field: '_id', _value: 'twelve' } })).toEqual({ op: 'all' });
    expect(onAlert({ _in: { _field: '_id', _values: ['~1', 'x', '2'] } })).toMatchObject({
      values: ['1', '2'],
    });
  });

  it('searches every text of an object', () => {
    expect(onAlert({ _eq: { _field: 'keyword', _value: 'evil' } })).toMatchObject({
      op: 'match',
      path: 'keyword',
    });
    expect(onAlert({ _string: 'evil' })).toMatchObject({ op: 'match', path: 'keyword', value: 'evil' });
    expect(onAlert({ _string: '*' })).toEqual({ op: 'all' });
    expect(refusal({ _string: 'evil' }, entities.customField).code).toBe('invalidQuery');
  });

  it('filters through related objects', () => {
    expect(parseFilter(entities.log, { _parent: { _type: 'task', _query: { title: 'x' } } })).toMatchObject({
      op: 'related',
      relation: 'task',
      filter: { path: 'title' },
    });
    expect(parseFilter(entities.task, { _parent: { _type: 'case', _id: '~4' } })).toMatchObject({
      relation: 'case',
      filter: { op: 'id', id: '4' },
    });
    expect(
      parseFilter(entities.case, { _child: { _type: 'case_artifact', _query: { ioc: true } } }),
    ).toMatchObject({ relation: 'observables', filter: { path: 'ioc' } });
    expect(onAlert({ _parent: { _type: 'case', _query: { stage: 'Closed' } } })).toMatchObject({
      relation: 'case',
      filter: { path: 'stage' },
    });
    const withoutParent = refusal({ _parent: { _type: 'case', _query: {} } }, entities.customField);
    expect(withoutParent.code).toBe('invalidFields');
  });
});

describe('a filter that cannot be read', () => {
  it.each([
    [{ _between: { _field: 'date', _from: 1 } }, '_between._to'],
    [{ _in: { _field: 'tags', _value: 'x' } }, '_in._values'],
    [{ _and: { status: 'New' } }, '_and'],
    [{ _and: ['x'] }, '_and[0]'],
    [{ _and: [{ status: 'New', follow: true }] }, '_and[0]'],
    [{ _and: [{ _near: 1 }] }, '_and[0]._near'],
    [{ _eq: 5 }, '_eq'],
    [{ _eq: { _field: 'status' } }, '_eq._value'],
    [{ _eq: { _field: 'status', _value: null } }, '_eq._value'],
    [{ _like: { _field: 'title', _value: 5 } }, '_like._value'],
    [{ _id: 5 }, '_id'],
    [{ _gt: { _field: '_id', _value: '~1' } }, '_gt'],
  ])('says where: %j', (raw, name) => {
    expect(refusal(raw).faults[0]).toMatchObject({ name });
  });

  it('names the operators that exist', () => {
    expect(refusal({ _near: {} }).faults[0]?.choices).toContain('_startsWith');
  });

  it('names the fields that exist, and the one that was meant', () => {
    const { message } = refusal({ severty: 1 });
    expect(message).toContain('Field severty of Alert is unknown; did you mean severity?');
    expect(message).toContain('_createdAt');
  });

  it('says when a field exists but cannot be used so', () => {
    expect(refusal({ observableCount: 3 }).message).toContain('cannot be filtered by');
    expect(refusal({ configuration: 'x' }, entities.enabledNeuron).message).toContain(
      'cannot be filtered by',
    );
  });
});
