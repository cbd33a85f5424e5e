/** What the form of an automation rule holds, and what is read about rules. */
import type { OutputAutomationRule } from '../../../../../contract/v1-types.ts';
import { list, page, sort } from '../../../data/pipeline.ts';
import { usePipeline, useResource } from '../../../data/queries.ts';
import { mostRows } from '../list/settings-list.tsx';

/** Fields that people write. */
export type RuleValues = Pick<
  OutputAutomationRule,
  | 'name'
  | 'description'
  | 'active'
  | 'analyzers'
  | 'dataTypes'
  | 'place'
  | 'minimumSeverity'
  | 'tags'
  | 'onlyIoc'
  | 'maxTlp'
  | 'maxPap'
  | 'dailyQuota'
>;

const newRule: RuleValues = {
  name: '',
  description: '',
  active: false,
  analyzers: [],
  dataTypes: [],
  place: 'any',
  minimumSeverity: 1,
  tags: [],
  onlyIoc: false,
  maxTlp: 2,
  maxPap: 2,
  dailyQuota: 200,
};

/** The values of a stored rule, or those that a new one starts with. */
export function valuesOf(rule: OutputAutomationRule | undefined): RuleValues {
  if (rule === undefined) return newRule;
  const { name, description, active, analyzers, dataTypes, place, minimumSeverity, tags, onlyIoc } = rule;
  const { maxTlp, maxPap, dailyQuota } = rule;
  return {
    ...{ name, description, active, analyzers, dataTypes, place, minimumSeverity, tags, onlyIoc },
    ...{ maxTlp, maxPap, dailyQuota },
  };
}

/** The rules of the organisation. */
export function useRules() {
  return usePipeline<readonly OutputAutomationRule[]>(
    'automation-rules',
    [list('automationRule'), sort([{ name: 'asc' }]), page(0, mostRows)],
    { entities: ['automationRule'] },
  );
}

/** What a rule would have done. */
export interface RulePreview {
  readonly days: number;
  readonly matched: number;
  readonly withheld: number;
  readonly runs: number;
  readonly busiestDay: number;
  readonly newest: readonly {
    readonly _id: string;
    readonly _createdAt: number;
    readonly dataType: string;
    readonly data: string;
    readonly withheld: boolean;
    readonly analyzers: readonly string[];
  }[];
}

/** Names and accepted types of the analyzers that a rule may run. */
export function useAnalyzers() {
  return useResource<readonly { name: string; kind: string; dataTypes: readonly string[] }[]>(
    '/neuron/enabled',
    {
      entities: ['enabledNeuron'],
    },
  );
}
