/** The plan of an analysis tells before what the server would do. */
import { describe, expect, it } from 'vitest';
import type { OutputJob } from '../../../../contract/v1-types.ts';
import { blockedBy, egressOf, planOf, readyCells, runsAt, totalsOf } from './analysis-plan.ts';
import type { Analysable, EnabledNeuron } from './engine-data.ts';

const now = 1_700_000_000_000;
const stamp = { _createdAt: 0, _createdBy: 'ann', _version: 1 } as const;

function analyzer(
  id: string,
  dataTypes: readonly string[],
  more: Partial<EnabledNeuron> = {},
): EnabledNeuron {
  return {
    _type: 'EnabledNeuron',
    _id: id,
    ...stamp,
    name: id,
    definitionId: id,
    kind: 'analyzer',
    cortexId: 'local',
    dataTypes,
    importArtifacts: false,
    contains: false,
    ...more,
  };
}

function observable(id: string, dataType: string, tlp: Analysable['tlp'] = 2): Analysable {
  return { _id: id, dataType, data: id, tlp, pap: 2 };
}

function success(observableId: string, analyzerId: string, endDate: number): OutputJob {
  const value = {
    _id: observableId,
    dataType: 'domain',
    tlp: 2,
    pap: 2,
    tags: [],
    ioc: false,
    sighted: false,
  };
  return {
    _type: 'case_artifact_job',
    _id: '~9',
    ...stamp,
    status: 'Success',
    analyzerId: analyzerId.replace('~', ''),
    analyzerName: 'A',
    analyzerDefinition: 'A',
    parameters: {},
    startDate: endDate,
    endDate,
    operations: '[]',
    tlp: 2,
    pap: 2,
    fromCache: false,
    case_artifact: {
      _type: 'Observable',
      ...stamp,
      ...value,
      tlp: 2,
      pap: 2,
      startDate: 0,
      ignoreSimilarity: false,
      external: false,
      reports: {},
    },
  };
}

const dns = analyzer('~1', ['domain']);
const cloud = analyzer('~2', ['domain', 'ip'], { destination: 'cloud.example', maxTlp: 2 });
const sandbox = analyzer('~3', ['url'], { destination: 'box.example', maxTlp: 1 });
const block = analyzer('~4', ['thehive:case_artifact'], { kind: 'responder' });
const values = [observable('~11', 'domain'), observable('~12', 'ip', 4), observable('~13', 'url')];

describe('the plan of an analysis', () => {
  it('has the analyzers that fit, and says which cell is blocked by which rule', () => {
    const plan = planOf(values, [dns, cloud, sandbox, block], [], now);
    expect(plan.analyzers.map(({ _id }) => _id)).toEqual(['~1', '~2', '~3']);
    expect(plan.rows.map((row) => plan.analyzers.map((one) => plan.cell(row, one).kind))).toEqual([
      ['ready', 'ready', 'notApplicable'],
      ['notApplicable', 'blocked', 'notApplicable'],
      ['notApplicable', 'notApplicable', 'blocked'],
    ]);
    const totals = totalsOf(plan, readyCells(plan));
    expect(totals.jobs).toEqual([
      { analyzerId: '~1', artifactId: '~11' },
      { analyzerId: '~2', artifactId: '~11' },
    ]);
    expect(totals.blocked).toBe(2);
  });

  it('knows which reports are still fresh', () => {
    const jobs = [success('~11', '~1', now - 5 * 60_000), success('~11', '~2', now - 11 * 60_000)];
    const plan = planOf(values, [dns, cloud], jobs, now);
    expect(totalsOf(plan, readyCells(plan)).cached).toBe(1);
    const changed = planOf(values, [{ ...dns, _updatedAt: now - 60_000 }], jobs, now);
    expect(totalsOf(changed, readyCells(changed)).cached).toBe(0);
  });

  it('tells what leaves to whom', () => {
    const plan = planOf(values, [dns, cloud, sandbox], [success('~11', '~2', now)], now);
    expect(egressOf(plan, readyCells(plan))).toEqual([
      { destination: undefined, values: [{ dataType: 'domain', count: 1 }], cached: 0, blocked: [] },
      { destination: 'box.example', values: [], cached: 0, blocked: [{ rule: 'tlp', count: 1 }] },
      { destination: 'cloud.example', values: [], cached: 1, blocked: [{ rule: 'tlp', count: 1 }] },
    ]);
  });

  it('puts many values of the same type and markings into one row', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      observable(`~${index}`, index < 150 ? 'domain' : 'url'),
    );
    const plan = planOf(many, [dns, sandbox], [], now);
    expect(plan.rows).toHaveLength(2);
    expect(totalsOf(plan, readyCells(plan))).toMatchObject({ blocked: 50 });
    expect(totalsOf(plan, readyCells(plan)).jobs).toHaveLength(150);
  });

  it('takes amber+strict and red for the highest step that analyzers know', () => {
    expect(blockedBy({ tlp: 3, pap: 0 }, { maxTlp: 3 })).toBeUndefined();
    expect(blockedBy({ tlp: 4, pap: 0 }, { maxTlp: 3 })).toBeUndefined();
    expect(blockedBy({ tlp: 3, pap: 0 }, { maxTlp: 2 })).toBe('tlp');
    expect(blockedBy({ tlp: 0, pap: 3 }, { maxPap: 2 })).toBe('pap');
  });

  it('counts what would be run anew by an analyzer, not what an earlier report answers', () => {
    const lookUp = analyzer('~1', ['domain']);
    const values = [observable('~10', 'domain'), observable('~11', 'domain')];
    const plan = planOf(values, [lookUp], [success('~10', '~1', now - 60_000)], now);
    expect(runsAt(plan, lookUp, readyCells(plan), false)).toBe(1);
    expect(runsAt(plan, lookUp, readyCells(plan), true)).toBe(2);
    expect(runsAt(plan, lookUp, new Set(), true)).toBe(0);
  });
});
