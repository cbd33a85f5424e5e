/** How the case of an object is found, and what objects are called. */

import { describe, expect, it } from 'vitest';
import { caseNumberOf, lineageOf, titleOf } from './objects.ts';

const case_ = { caseId: 12, title: 'One' };
const kinds = (dataType: string, data: Record<string, unknown>) =>
  lineageOf(dataType, data).map(({ kind }) => kind);

describe('lineageOf', () => {
  it.each([
    ['thehive:case', case_, ['case']],
    ['thehive:case_task', { case: case_ }, ['case_task', 'case']],
    ['thehive:case_task_log', { case_task: { case: case_ } }, ['case_task_log', 'case_task', 'case']],
    ['thehive:case_artifact', { case: case_ }, ['case_artifact', 'case']],
    ['thehive:case_artifact', { alert: { case: '~4' } }, ['case_artifact', 'alert']],
    ['thehive:alert', { case: case_ }, ['alert', 'case']],
    ['domain', {}, []],
    ['thehive:constructor', {}, []],
  ])('climbs from %s %j', (dataType, data, expected) => {
    expect(kinds(dataType, data)).toEqual(expected);
  });
});

describe('titleOf', () => {
  it.each([
    ['thehive:case', case_, 'One'],
    ['thehive:case_task_log', { message: 'done' }, 'done'],
    ['thehive:case_artifact', { data: 'evil.example' }, 'evil.example'],
    ['thehive:case_artifact', { attachment: { name: 'a.exe' } }, 'a.exe'],
    ['thehive:alert', {}, ''],
  ])('calls %s %j by its name', (dataType, data, expected) => {
    expect(lineageOf(dataType, data).map(titleOf)).toEqual([expected]);
  });
});

describe('caseNumberOf', () => {
  it('knows both names of the number', () => {
    expect([caseNumberOf(case_), caseNumberOf({ number: 3 }), caseNumberOf({})]).toEqual([12, 3, undefined]);
  });
});
